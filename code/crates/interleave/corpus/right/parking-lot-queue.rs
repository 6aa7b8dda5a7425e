//! A bounded queue with two condition variables; the guard is lent to `wait`.

use std::collections::VecDeque;
use std::sync::Arc;
use std::thread;

use parking_lot::{Condvar, Mutex};

struct Queue {
    items: Mutex<VecDeque<u32>>,
    not_empty: Condvar,
    not_full: Condvar,
}

fn main() {
    let queue = Arc::new(Queue { items: Mutex::new(VecDeque::new()), not_empty: Condvar::new(), not_full: Condvar::new() });
    let producers: Vec<_> = (1..=2)
        .map(|number| {
            let queue = Arc::clone(&queue);
            thread::spawn(move || {
                let mut items = queue.items.lock();
                while items.len() == 1 {
                    queue.not_full.wait(&mut items);
                }
                items.push_back(number);
                queue.not_empty.notify_one();
            })
        })
        .collect();
    let mut sum = 0;
    for _ in 0..2 {
        let mut items = queue.items.lock();
        queue.not_empty.wait_while(&mut items, |items| items.is_empty());
        sum += items.pop_front().unwrap();
        queue.not_full.notify_one();
    }
    for producer in producers {
        producer.join().unwrap();
    }
    assert_eq!(sum, 3);
}
