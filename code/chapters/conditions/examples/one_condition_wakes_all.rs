//! One condition for two questions is right when everybody is woken.
//@ explore: holds

use std::thread;

use std::sync::{Condvar, Mutex};

#[derive(Default)]
struct Queue {
    place: Mutex<Option<u32>>,
    changed: Condvar,
}

impl Queue {
    // ANCHOR: put
    fn put(&self, item: u32) {
        let mut place = self.place.lock().unwrap();
        while place.is_some() {
            place = self.changed.wait(place).unwrap();
        }
        *place = Some(item);
        self.changed.notify_all();
    }
    // ANCHOR_END: put

    fn get(&self) -> u32 {
        let mut place = self.place.lock().unwrap();
        while place.is_none() {
            place = self.changed.wait(place).unwrap();
        }
        let item = place.take().expect("the loop saw an item");
        self.changed.notify_all();
        item
    }
}

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
