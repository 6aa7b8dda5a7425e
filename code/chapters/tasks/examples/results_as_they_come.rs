//! A `JoinSet` gives the results in the order in which the tasks end.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let mut answers = JoinSet::new();
    for (name, seconds) in [("A", 2), ("B", 1), ("C", 3)] {
        answers.spawn(async move {
            sleep(Duration::from_secs(seconds)).await;
            name
        });
    }
    while let Some(name) = answers.join_next().await {
        println!("{} after {:?}", name.unwrap(), start.elapsed());
    }
}
// ANCHOR_END: main
