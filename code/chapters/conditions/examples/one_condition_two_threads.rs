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
        let place = self.place.lock().unwrap();
        let mut place = self
            .changed
            .wait_while(place, |place| place.is_some())
            .unwrap();
        *place = Some(item);
        self.changed.notify_one();
    }

    fn get(&self) -> u32 {
        let place = self.place.lock().unwrap();
        let mut place = self
            .changed
            .wait_while(place, |place| place.is_none())
            .unwrap();
        let item = place.take().expect("wait_while saw an item");
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
