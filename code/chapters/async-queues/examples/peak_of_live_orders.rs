//! How many orders are alive at the same time, in an unbounded and in a bounded queue.
//@ explore: no, because it counts what one schedule does, thousands of steps long

// ANCHOR: order
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use tokio::sync::mpsc;
use tokio::task::yield_now;

static ALIVE: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);

struct Order;

impl Order {
    fn receive() -> Self {
        // ORDERING: Relaxed, one thread runs all tasks.
        let alive = ALIVE.fetch_add(1, Relaxed) + 1;
        PEAK.fetch_max(alive, Relaxed);
        Order
    }
}

impl Drop for Order {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Relaxed);
    }
}
// ANCHOR_END: order

// ANCHOR: main
async fn unbounded(count: usize) {
    let (orders, mut inbox) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        for _ in 0..count {
            orders.send(Order::receive()).unwrap();
            yield_now().await; // the next one has to arrive first
        }
    });
    while let Some(_order) = inbox.recv().await {
        for _ in 0..10 {
            yield_now().await; // ten times as slow
        }
    }
}

async fn bounded(count: usize) {
    let (orders, mut inbox) = mpsc::channel(4);
    tokio::spawn(async move {
        for _ in 0..count {
            orders.send(Order::receive()).await.unwrap();
            yield_now().await;
        }
    });
    while let Some(_order) = inbox.recv().await {
        for _ in 0..10 {
            yield_now().await;
        }
    }
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    println!("orders  unbounded  bounded");
    for count in [10, 100, 1_000, 10_000] {
        unbounded(count).await;
        let peak_unbounded = PEAK.swap(0, Relaxed);
        bounded(count).await;
        let peak_bounded = PEAK.swap(0, Relaxed);
        println!("{count:6}  {peak_unbounded:9}  {peak_bounded:7}");
    }
}
// ANCHOR_END: main
