//! A model: one thread waits for a child, another kills it by its number.
//@ output: explored
//@ because: who comes first is up to the operating system
//@ explore: fails panic
//@ graph

// ANCHOR: main
use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    // The system's table of processes: who has number 7 at the moment.
    let number_7 = Arc::new(Mutex::new(Some("our child")));
    let ended = Arc::new(Mutex::new(false));

    let (table, flag) = (Arc::clone(&number_7), Arc::clone(&ended));
    let waiter = thread::spawn(move || {
        *table.lock().unwrap() = None; // the child has ended and is waited for
        *flag.lock().unwrap() = true;
    });
    let table = Arc::clone(&number_7);
    let stranger = thread::spawn(move || {
        table.lock().unwrap().get_or_insert("a stranger"); // if it is free
    });

    if !*ended.lock().unwrap() {
        let killed = number_7.lock().unwrap().take();
        assert!(killed != Some("a stranger"), "killed a stranger");
    }
    waiter.join().unwrap();
    stranger.join().unwrap();
}
// ANCHOR_END: main
