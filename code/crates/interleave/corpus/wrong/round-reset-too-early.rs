//@ finds: deadlock
//! The round's counter is reset by whoever leaves first; a slow thread never sees it full.

use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Rounds {
    arrived: Mutex<usize>,
    all: Condvar,
    size: usize,
}

impl Rounds {
    fn wait(&self) {
        let mut arrived = self.arrived.lock().unwrap();
        *arrived += 1;
        if *arrived == self.size {
            self.all.notify_all();
        }
        while *arrived < self.size {
            arrived = self.all.wait(arrived).unwrap();
        }
        *arrived = 0;
    }
}

fn main() {
    let rounds = Arc::new(Rounds { arrived: Mutex::new(0), all: Condvar::new(), size: 2 });
    let other = Arc::clone(&rounds);
    let peer = thread::spawn(move || other.wait());
    rounds.wait();
    peer.join().unwrap();
}
