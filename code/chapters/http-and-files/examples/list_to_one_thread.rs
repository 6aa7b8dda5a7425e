//! One blocking job for a whole list, and one for each part of it.
//@ explore: no, because it counts threads by their ids

// ANCHOR: main
use std::collections::HashSet;
use std::sync::{Arc, Barrier};
use std::thread::{self, ThreadId};
use tokio::task::{JoinSet, spawn_blocking};

fn process(parts: &[u32]) -> HashSet<ThreadId> {
    parts.iter().map(|_part| thread::current().id()).collect()
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let parts = vec![1, 2, 3, 4];
    let list = parts.clone();
    let threads = spawn_blocking(move || process(&list))
        .await
        .expect("it does not panic");
    println!("one job for the list: {} thread", threads.len());

    let mut jobs = JoinSet::new();
    let meeting = Arc::new(Barrier::new(parts.len())); // they must run at the same time
    for part in parts {
        let meeting = Arc::clone(&meeting);
        jobs.spawn_blocking(move || {
            meeting.wait();
            process(&[part])
        });
    }
    let threads: HashSet<_> = jobs.join_all().await.into_iter().flatten().collect();
    println!("one job for each part: {} threads", threads.len());
}
// ANCHOR_END: main
