//! The same two tasks on a runtime with one thread: the first blocks the thread that the second needs.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::{Arc, Barrier};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let meeting = Arc::new(Barrier::new(2));
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
