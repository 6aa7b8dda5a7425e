//! Sixty-four blocking jobs that wait for one another: each has a thread.
//@ explore: no, because it starts more threads than are explored

// ANCHOR: main
use std::sync::{Arc, Barrier};
use tokio::task::JoinSet;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let everybody = Arc::new(Barrier::new(64));
    let mut jobs = JoinSet::new();
    for _ in 0..64 {
        let everybody = Arc::clone(&everybody);
        jobs.spawn_blocking(move || everybody.wait().is_leader());
    }
    let leaders = jobs.join_all().await.into_iter().filter(|leads| *leads);
    println!("all are there, and {} leads", leaders.count());
}
// ANCHOR_END: main
