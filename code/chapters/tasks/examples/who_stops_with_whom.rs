//! Who goes on when the list of handles, the set of tasks, or the joined future is dropped.
//@ explore: holds

// ANCHOR: main
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;
use tokio::task::JoinSet;
use tokio::time::sleep;

async fn job(finished: Arc<AtomicU32>) {
    sleep(Duration::from_secs(1)).await;
    // ORDERING: Relaxed, one thread runs all tasks.
    finished.fetch_add(1, Ordering::Relaxed);
}

async fn finished_after_drop<T>(start: impl Fn(Arc<AtomicU32>) -> T) -> u32 {
    let finished = Arc::new(AtomicU32::new(0));
    drop(start(Arc::clone(&finished)));
    sleep(Duration::from_secs(10)).await;
    finished.load(Ordering::Relaxed)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let handles =
        finished_after_drop(|finished| [(); 3].map(|()| tokio::spawn(job(Arc::clone(&finished)))));
    println!("three handles dropped, finished: {}", handles.await);

    let set = finished_after_drop(|finished| {
        let mut set = JoinSet::new();
        (0..3).for_each(|_| drop(set.spawn(job(Arc::clone(&finished)))));
        set
    });
    println!("a set of three dropped, finished: {}", set.await);
}
// ANCHOR_END: main
