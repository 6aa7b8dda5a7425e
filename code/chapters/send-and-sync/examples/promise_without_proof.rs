//! `unsafe impl Sync` without a lock behind it: a data race that the compiler was told not to see.
//@ output: one-of
//@ because: a data race is undefined behavior; these two are what a read and a write in two steps give
//@ explore: fails data-race

// ANCHOR: main
use std::cell::UnsafeCell;
use std::thread;

struct Counter(UnsafeCell<u32>);

// SAFETY: none. This is the mistake: two threads may call `update` at once.
unsafe impl Sync for Counter {}

impl Counter {
    fn update(&self) {
        // SAFETY: none either, for the same reason.
        unsafe { *self.0.get() += 1 };
    }
}

fn main() {
    let counter = Counter(UnsafeCell::new(0));
    thread::scope(|scope| {
        scope.spawn(|| counter.update());
        scope.spawn(|| counter.update());
    });
    println!("counter {} from 2 updates", counter.0.into_inner());
}
// ANCHOR_END: main
