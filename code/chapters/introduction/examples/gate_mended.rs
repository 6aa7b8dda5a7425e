//! The gate with its gap closed: the flag changes only under the lock.
//@ explore: holds

// ANCHOR: gate
use std::sync::{Condvar, Mutex};
use std::thread;

#[derive(Default)]
struct Gate {
    open: Mutex<bool>,
    opened: Condvar,
}

impl Gate {
    fn wait(&self) {
        let open = self.open.lock().unwrap();
        drop(self.opened.wait_while(open, |open| !*open).unwrap());
    }

    fn open(&self) {
        *self.open.lock().unwrap() = true;
        self.opened.notify_all();
    }
}
// ANCHOR_END: gate

fn main() {
    let gate = Gate::default();
    thread::scope(|scope| {
        scope.spawn(|| gate.wait());
        gate.open();
    });
    println!("the visitor is through");
}
