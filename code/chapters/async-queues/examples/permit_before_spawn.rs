//! A semaphore limits how many tasks exist only if its permit is taken before the task is started.
//@ explore: no, because it counts what one schedule does, thousands of steps long

use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

// ANCHOR: main
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tokio::time::sleep;

async fn permit_inside(counter: &'static Counter) {
    let limit = Arc::new(Semaphore::new(10));
    let mut downloads = JoinSet::new();
    for _ in 0..1000 {
        let limit = Arc::clone(&limit);
        downloads.spawn(counter.count(async move {
            let _permit = limit.acquire_owned().await.unwrap();
            sleep(Duration::from_secs(1)).await;
        }));
    }
    downloads.join_all().await;
}

async fn permit_before(counter: &'static Counter) {
    let limit = Arc::new(Semaphore::new(10));
    let mut downloads = JoinSet::new();
    for _ in 0..1000 {
        let permit = Arc::clone(&limit).acquire_owned().await.unwrap();
        downloads.spawn(counter.count(async move {
            let _permit = permit; // given back when the task ends, however it ends
            sleep(Duration::from_secs(1)).await;
        }));
    }
    downloads.join_all().await;
}
// ANCHOR_END: main

/// How many futures exist that were counted, and how many did at most.
struct Counter {
    alive: AtomicUsize,
    peak: AtomicUsize,
}

/// Counts as long as it lives.
struct Counted(&'static Counter);

impl Counter {
    const fn new() -> Self {
        Counter {
            alive: AtomicUsize::new(0),
            peak: AtomicUsize::new(0),
        }
    }

    fn count(&'static self, work: impl Future<Output = ()>) -> impl Future<Output = ()> {
        // ORDERING: Relaxed, one thread runs all tasks.
        let alive = self.alive.fetch_add(1, Relaxed) + 1;
        self.peak.fetch_max(alive, Relaxed);
        let counted = Counted(self);
        async move {
            let _counted = counted;
            work.await;
        }
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.alive.fetch_sub(1, Relaxed);
    }
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    static INSIDE: Counter = Counter::new();
    static BEFORE: Counter = Counter::new();
    permit_inside(&INSIDE).await;
    permit_before(&BEFORE).await;
    for (where_from, counter) in [("inside the task", &INSIDE), ("before the spawn", &BEFORE)] {
        let peak = counter.peak.load(Relaxed);
        println!("permit {where_from}: {peak} tasks alive at the same time");
    }
}
