//! Readers share what is inside, so it must bear sharing; a mutex asks for less.
//@ rejects: E0277

// ANCHOR: main
use std::cell::Cell;
use std::sync::{Mutex, RwLock};
use std::thread;

fn main() {
    let one_at_a_time = Mutex::new(Cell::new(1));
    let many_readers = RwLock::new(Cell::new(1));
    thread::scope(|scope| {
        scope.spawn(|| one_at_a_time.lock().unwrap().set(2));
        scope.spawn(|| many_readers.read().unwrap().set(2));
    });
}
// ANCHOR_END: main
