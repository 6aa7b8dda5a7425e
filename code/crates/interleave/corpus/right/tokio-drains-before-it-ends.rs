//! A server that is told to stop serves what it took and refuses the rest.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::sync::{mpsc, watch};
use tokio::task::JoinSet;

#[tokio::main]
async fn main() {
    let (stop, stopping) = watch::channel(false);
    let (requests, mut inbox) = mpsc::unbounded_channel::<u32>();
    let served = Arc::new(AtomicU32::new(0));
    let counter = Arc::clone(&served);
    let mut signal = stopping.clone();
    let server = tokio::spawn(async move {
        let mut handlers = JoinSet::new();
        loop {
            tokio::select! {
                _ = signal.changed() => break,
                request = inbox.recv() => match request {
                    Some(_) => { let counter = Arc::clone(&counter); handlers.spawn(async move { counter.fetch_add(1, Ordering::SeqCst); }); }
                    None => break,
                },
            }
        }
        inbox.close();
        let mut refused = 0;
        while inbox.recv().await.is_some() {
            refused += 1;
        }
        while let Some(done) = handlers.join_next().await {
            done.unwrap();
        }
        refused
    });
    for request in 0..3 {
        requests.send(request).unwrap();
    }
    stop.send(true).unwrap();
    let refused = server.await.unwrap();
    assert_eq!(refused + served.load(Ordering::SeqCst), 3);
    drop(stopping);
}
