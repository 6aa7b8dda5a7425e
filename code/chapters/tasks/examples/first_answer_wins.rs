//! `select!` waits for the first of several futures, and drops the others.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, sleep};

struct Request(&'static str);

impl Drop for Request {
    fn drop(&mut self) {
        println!("request to {} is over", self.0);
    }
}

async fn ask(server: &'static str, seconds: u64) -> &'static str {
    let _request = Request(server);
    sleep(Duration::from_secs(seconds)).await;
    server
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let winner = tokio::select! {
        server = ask("near", 1) => server,
        server = ask("far", 3) => server,
    };
    println!("{winner} has answered after {:?}", start.elapsed());
}
// ANCHOR_END: main
