//! The methods belong to what the lock guards: whoever can call them has the lock already.
//@ explore: holds

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

#[derive(Default)]
struct Counter {
    count: u64,
}

impl Counter {
    fn increment(&mut self) {
        self.count += 1;
    }
}

fn main() {
    let counter = Mutex::new(Counter::default());
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let mut counter = counter.lock().unwrap();
                counter.increment();
                counter.increment();
            });
        }
    });
    println!("counted {}", counter.into_inner().unwrap().count);
}
// ANCHOR_END: main
