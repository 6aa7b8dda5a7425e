//! Set and clear at once: whoever is not yet waiting finds nothing.
//@ hangs
//@ explore: fails deadlock

use std::sync::{Condvar, Mutex};
use std::thread;

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

    fn clear(&self) {
        *self.happened.lock().unwrap() = false;
    }

    fn wait(&self) {
        let happened = self.happened.lock().unwrap();
        let _guard = self
            .changed
            .wait_while(happened, |happened| !*happened)
            .unwrap();
    }
}

// ANCHOR: main
fn main() {
    let tick = Event::default();
    thread::scope(|scope| {
        let pulse = scope.spawn(|| {
            tick.set();
            tick.clear();
        });
        pulse.join().unwrap();
        println!("waiting for the tick");
        tick.wait();
        println!("tick");
    });
}
// ANCHOR_END: main
