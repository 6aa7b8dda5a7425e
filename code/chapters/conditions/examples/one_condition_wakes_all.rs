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
        let place = self.place.lock().unwrap();
        let mut place = self
            .changed
            .wait_while(place, |place| place.is_some())
            .unwrap();
        *place = Some(item);
        self.changed.notify_all();
    }
    // ANCHOR_END: put

    fn get(&self) -> u32 {
        let place = self.place.lock().unwrap();
        let mut place = self
            .changed
            .wait_while(place, |place| place.is_none())
            .unwrap();
        let item = place.take().expect("wait_while saw an item");
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
