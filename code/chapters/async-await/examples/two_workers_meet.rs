//! Two tasks that run at the same moment, each on a worker thread of its own.
//@ explore: holds

// ANCHOR: main
use std::sync::{Arc, Barrier};

#[tokio::main(worker_threads = 2)]
async fn main() {
    let meeting = Arc::new(Barrier::new(2)); // of the standard library: it blocks the thread
    let tasks = [1, 2].map(|_| {
        let meeting = Arc::clone(&meeting);
        tokio::spawn(async move { meeting.wait() })
    });
    for task in tasks {
        task.await.unwrap();
    }
    println!("both were inside at the same time");
}
// ANCHOR_END: main
