//! Each worker has a channel of its own; a full one stops the distributor, unless it gives the job to another.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc::{self, Sender};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

async fn in_turn(workers: &[Sender<u32>], job: u32) {
    let worker = job as usize % workers.len();
    workers[worker].send(job).await.unwrap();
}

async fn to_whoever_has_room(workers: &[Sender<u32>], job: u32) {
    let emptiest = workers.iter().max_by_key(|worker| worker.capacity());
    emptiest.unwrap().send(job).await.unwrap();
}

async fn distribute(choose: impl AsyncFn(&[Sender<u32>], u32)) -> Duration {
    let begin = Instant::now();
    let mut tasks = JoinSet::new();
    let workers = [1, 10].map(|seconds| {
        let (sender, mut jobs) = mpsc::channel(2);
        tasks.spawn(async move {
            while let Some(_job) = jobs.recv().await {
                sleep(Duration::from_secs(seconds)).await;
            }
        });
        sender
    });
    for job in 0..12 {
        choose(&workers, job).await;
        sleep(Duration::from_secs(1)).await; // until the next job is there
    }
    drop(workers);
    while tasks.join_next().await.is_some() {}
    begin.elapsed()
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    println!("in turn: {:?}", distribute(in_turn).await);
    println!("by room: {:?}", distribute(to_whoever_has_room).await);
}
// ANCHOR_END: main
