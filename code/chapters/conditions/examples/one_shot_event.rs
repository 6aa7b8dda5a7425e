//! An event: once set, it lets everybody through, those who wait and those who come later.
//@ explore: holds

use std::thread;

// ANCHOR: event
use std::sync::{Condvar, Mutex};

#[derive(Default)]
struct Event {
    happened: Mutex<bool>,
    changed: Condvar,
}

impl Event {
    fn set(&self) {
        *self.happened.lock().unwrap() = true;
        self.changed.notify_all();
    }

    fn wait(&self) {
        let happened = self.happened.lock().unwrap();
        let _guard = self
            .changed
            .wait_while(happened, |happened| !*happened)
            .unwrap();
    }
}
// ANCHOR_END: event

fn main() {
    let ready = Event::default();
    thread::scope(|scope| {
        scope.spawn(|| {
            ready.wait();
            println!("waiter: the server is up");
        });
        println!("main: starting the server");
        ready.set();
    });
    ready.wait();
    println!("main: the event stays set");
}
