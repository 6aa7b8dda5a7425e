//! The token stops the intake, the closed inbox is drained, the tracker waits: no job is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

async fn service(mut inbox: mpsc::Receiver<u32>, stop: CancellationToken, done: Arc<AtomicU32>) {
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            job = inbox.recv() => match job {
                Some(job) => { done.fetch_add(job, Ordering::SeqCst); }
                None => return,
            },
        }
    }
    inbox.close();
    while let Some(job) = inbox.recv().await {
        done.fetch_add(job, Ordering::SeqCst);
    }
}

#[tokio::main]
async fn main() {
    let (tracker, stop) = (TaskTracker::new(), CancellationToken::new());
    let done = Arc::new(AtomicU32::new(0));
    let (jobs, inbox) = mpsc::channel(2);
    tracker.spawn(service(inbox, stop.clone(), done.clone()));
    let client = tracker.spawn(async move {
        let mut accepted = 0;
        for job in 1..=3 {
            if jobs.send(job).await.is_err() {
                break;
            }
            accepted += job;
        }
        accepted
    });
    stop.cancel();
    tracker.close();
    tracker.wait().await;
    assert_eq!(client.await.unwrap(), done.load(Ordering::SeqCst));
}
