//! One condition for two questions: a notification reaches a thread that cannot use it.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: queue
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
// ANCHOR_END: queue

// ANCHOR: main
fn main() {
    let queue = Queue::default();
    println!("2 producers, 2 consumers");
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| (0..1_000_000).for_each(|_| _ = queue.get()));
        }
        for _ in 0..2 {
            scope.spawn(|| (0..1_000_000).for_each(|item| queue.put(item)));
        }
    });
    println!("2000000 items came through");
}
// ANCHOR_END: main
