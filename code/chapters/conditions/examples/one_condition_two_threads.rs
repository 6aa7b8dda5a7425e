//! The same queue with one producer and one consumer: every notification reaches the right thread.
//@ explore: holds

use std::sync::{Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Queue {
    place: Mutex<Option<u32>>,
    changed: Condvar,
}

impl Queue {
    fn put(&self, item: u32) {
        let mut place = self.place.lock().unwrap();
        while place.is_some() {
            place = self.changed.wait(place).unwrap();
        }
        *place = Some(item);
        self.changed.notify_one();
    }

    fn get(&self) -> u32 {
        let mut place = self.place.lock().unwrap();
        while place.is_none() {
            place = self.changed.wait(place).unwrap();
        }
        let item = place.take().expect("the loop saw an item");
        self.changed.notify_one();
        item
    }
}

// ANCHOR: main
fn main() {
    let queue = Queue::default();
    thread::scope(|scope| {
        scope.spawn(|| (1..=3).for_each(|item| queue.put(item)));
        scope.spawn(|| (1..=3).for_each(|_| println!("got {}", queue.get())));
    });
}
// ANCHOR_END: main
