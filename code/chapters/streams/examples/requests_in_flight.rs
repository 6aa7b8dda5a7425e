//! Whoever stops after the first answer drops the requests that are under way.
//@ explore: holds

// ANCHOR: main
use futures::{StreamExt, stream};
use std::time::Duration;
use tokio::time::sleep;

struct Request(u64);

impl Drop for Request {
    fn drop(&mut self) {
        println!("request {} is over", self.0);
    }
}

async fn ask(seconds: u64) -> u64 {
    let request = Request(seconds);
    println!("request {seconds} begins");
    sleep(Duration::from_secs(seconds)).await;
    println!("request {seconds} is answered");
    request.0
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let mut answers = stream::iter([3, 1, 2, 4]).map(ask).buffer_unordered(3);
    println!("first: {:?}", answers.next().await);
    drop(answers);
    println!("and no other");
}
// ANCHOR_END: main
