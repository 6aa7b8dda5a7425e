//@ finds: deadlock
//! A meeting point of one's own that is used twice: the count is reset while a slow thread still waits for it.

use std::sync::{Condvar, Mutex};
use std::thread;

struct Meeting {
    arrived: Mutex<usize>,
    all: Condvar,
}

impl Meeting {
    fn meet(&self) {
        let mut arrived = self.arrived.lock().unwrap();
        *arrived += 1;
        if *arrived == 2 {
            *arrived = 0;
            self.all.notify_all();
        } else {
            while *arrived != 0 {
                arrived = self.all.wait(arrived).unwrap();
            }
        }
    }
}

fn main() {
    let meeting = Meeting { arrived: Mutex::new(0), all: Condvar::new() };
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                meeting.meet();
                meeting.meet();
            });
        }
    });
}
