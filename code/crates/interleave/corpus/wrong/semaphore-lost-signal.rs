//@ finds: deadlock
//! The permit comes back between the look and the sleep.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

struct Semaphore {
    permits: AtomicUsize,
    lock: Mutex<()>,
    freed: Condvar,
}

impl Semaphore {
    fn acquire(&self) {
        loop {
            let seen = self.permits.load(Ordering::SeqCst);
            if seen > 0
                && self
                    .permits
                    .compare_exchange(seen, seen - 1, Ordering::SeqCst, Ordering::SeqCst)
                    .is_ok()
            {
                return;
            }
            if seen == 0 {
                let guard = self.lock.lock().unwrap();
                drop(self.freed.wait(guard).unwrap());
            }
        }
    }

    fn release(&self) {
        self.permits.fetch_add(1, Ordering::SeqCst);
        self.freed.notify_one();
    }
}

fn main() {
    let semaphore = Arc::new(Semaphore {
        permits: AtomicUsize::new(1),
        lock: Mutex::new(()),
        freed: Condvar::new(),
    });
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let semaphore = Arc::clone(&semaphore);
            thread::spawn(move || {
                semaphore.acquire();
                semaphore.release();
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
