//@ finds: deadlock
//! Producers and consumers share a condition variable, and one signal wakes the wrong kind.

use std::collections::VecDeque;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

const ROOM: usize = 1;

struct Queue {
    items: Mutex<VecDeque<u32>>,
    changed: Condvar,
}

impl Queue {
    fn push(&self, item: u32) {
        let mut items = self.items.lock().unwrap();
        while items.len() == ROOM {
            items = self.changed.wait(items).unwrap();
        }
        items.push_back(item);
        self.changed.notify_one();
    }

    fn pop(&self) -> u32 {
        let mut items = self.items.lock().unwrap();
        loop {
            if let Some(item) = items.pop_front() {
                self.changed.notify_one();
                return item;
            }
            items = self.changed.wait(items).unwrap();
        }
    }
}

fn main() {
    let queue = Arc::new(Queue {
        items: Mutex::new(VecDeque::new()),
        changed: Condvar::new(),
    });
    let producers: Vec<_> = (0..2)
        .map(|start| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || {
                queue.push(start * 2);
                queue.push(start * 2 + 1);
            })
        })
        .collect();
    let consumers: Vec<_> = (0..2)
        .map(|_| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || queue.pop() + queue.pop())
        })
        .collect();
    for producer in producers {
        producer.join().unwrap();
    }
    let total: u32 = consumers.into_iter().map(|consumer| consumer.join().unwrap()).sum();
    assert_eq!(total, 6);
}
