//! Ten thousand tasks wait on one thread, all at the same time.
//@ explore: no, because one thread runs all tasks, and its clock is virtual

// ANCHOR: main
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let mut answers = JoinSet::new();
    for request in 0..10_000 {
        answers.spawn(async move {
            sleep(Duration::from_secs(1)).await; // the other side takes a second
            request
        });
    }
    let answered = answers.join_all().await.len();
    println!("{answered} answers after {:?}", start.elapsed());
}
// ANCHOR_END: main
