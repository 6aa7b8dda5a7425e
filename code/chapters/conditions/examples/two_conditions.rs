//! A condition for each question: every notification reaches a thread that can use it.
//@ explore: holds

use std::thread;

// ANCHOR: queue
use std::sync::{Condvar, Mutex};

#[derive(Default)]
struct Queue {
    place: Mutex<Option<u32>>,
    free: Condvar,
    filled: Condvar,
}

impl Queue {
    fn put(&self, item: u32) {
        let mut place = self.place.lock().unwrap();
        while place.is_some() {
            place = self.free.wait(place).unwrap();
        }
        *place = Some(item);
        self.filled.notify_one();
    }

    fn get(&self) -> u32 {
        let mut place = self.place.lock().unwrap();
        while place.is_none() {
            place = self.filled.wait(place).unwrap();
        }
        let item = place.take().expect("the loop saw an item");
        self.free.notify_one();
        item
    }
}
// ANCHOR_END: queue

fn main() {
    let queue = Queue::default();
    let sum: u32 = thread::scope(|scope| {
        let consumers = [(); 2].map(|()| scope.spawn(|| queue.get()));
        for item in [20, 22] {
            let queue = &queue;
            scope.spawn(move || queue.put(item));
        }
        consumers
            .into_iter()
            .map(|consumer| consumer.join().unwrap())
            .sum()
    });
    println!("2 producers, 2 consumers: the sum is {sum}");
}
