//! Three tasks share a receiver behind an asynchronous lock, with the lock held too long and as long as needed.
//@ explore: holds

// ANCHOR: main
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{Mutex, mpsc};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

type Jobs = Arc<Mutex<mpsc::Receiver<u32>>>;

async fn lock_in_the_head(jobs: Jobs) {
    while let Some(_job) = jobs.lock().await.recv().await {
        sleep(Duration::from_secs(1)).await; // the work
    }
}

async fn lock_in_a_function(jobs: Jobs) {
    async fn next(jobs: &Jobs) -> Option<u32> {
        jobs.lock().await.recv().await
    }
    while let Some(_job) = next(&jobs).await {
        sleep(Duration::from_secs(1)).await;
    }
}

async fn three_workers<W>(worker: fn(Jobs) -> W) -> Duration
where
    W: Future<Output = ()> + Send + 'static,
{
    let begin = Instant::now();
    let (sender, receiver) = mpsc::channel(6);
    let jobs = Arc::new(Mutex::new(receiver));
    let workers: JoinSet<()> = (0..3).map(|_| worker(jobs.clone())).collect();
    for job in 0..6 {
        sender.send(job).await.unwrap();
    }
    drop(sender);
    workers.join_all().await;
    begin.elapsed()
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let time = three_workers(lock_in_the_head).await;
    println!("lock in the head: {time:?}");
    let time = three_workers(lock_in_a_function).await;
    println!("lock in a function: {time:?}");
}
// ANCHOR_END: main
