//! A bounded queue of tasks: two notifications, one for room and one for items; each signal is kept until somebody takes it.

use std::collections::VecDeque;
use std::sync::Arc;

use tokio::sync::{Mutex, Notify};

struct Queue {
    items: Mutex<VecDeque<u32>>,
    room: Notify,
    filled: Notify,
    capacity: usize,
}

impl Queue {
    fn new(capacity: usize) -> Arc<Self> {
        Arc::new(Self {
            items: Mutex::new(VecDeque::new()),
            room: Notify::new(),
            filled: Notify::new(),
            capacity,
        })
    }

    async fn push(&self, item: u32) {
        loop {
            let mut items = self.items.lock().await;
            if items.len() < self.capacity {
                items.push_back(item);
                self.filled.notify_one();
                return;
            }
            drop(items);
            self.room.notified().await;
        }
    }

    async fn pop(&self) -> u32 {
        loop {
            if let Some(item) = self.items.lock().await.pop_front() {
                self.room.notify_one();
                return item;
            }
            self.filled.notified().await;
        }
    }
}

#[tokio::main]
async fn main() {
    let queue = Queue::new(1);
    let producer = tokio::spawn({
        let queue = Arc::clone(&queue);
        async move {
            for item in 1..=3 {
                queue.push(item).await;
            }
        }
    });
    let mut seen = Vec::new();
    for _ in 0..3 {
        seen.push(queue.pop().await);
    }
    producer.await.unwrap();
    assert_eq!(seen, [1, 2, 3]);
}
