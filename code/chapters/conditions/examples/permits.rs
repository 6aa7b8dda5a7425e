//! A semaphore from a mutex and a condition; a permit is a value that gives itself back.
//@ explore: holds

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

// ANCHOR: semaphore
use std::sync::{Condvar, Mutex};

struct Semaphore {
    free: Mutex<usize>,
    returned: Condvar,
}

#[must_use = "the permit is given back when it is dropped"]
struct Permit<'a> {
    semaphore: &'a Semaphore,
}

impl Semaphore {
    fn new(permits: usize) -> Self {
        Self {
            free: Mutex::new(permits),
            returned: Condvar::new(),
        }
    }

    fn acquire(&self) -> Permit<'_> {
        let free = self.free.lock().unwrap();
        let mut free = self.returned.wait_while(free, |free| *free == 0).unwrap();
        *free -= 1;
        Permit { semaphore: self }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        *self.semaphore.free.lock().unwrap() += 1;
        self.semaphore.returned.notify_one();
    }
}
// ANCHOR_END: semaphore

// ANCHOR: main
fn main() {
    let semaphore = Semaphore::new(2);
    let inside = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                let _permit = semaphore.acquire();
                // ORDERING: Relaxed, it only counts; the semaphore is what keeps the third out.
                assert!(inside.fetch_add(1, Ordering::Relaxed) < 2);
                inside.fetch_sub(1, Ordering::Relaxed);
            });
        }
    });
    println!(
        "3 threads, never more than 2 inside, {} permits free",
        semaphore.free.lock().unwrap()
    );
}
// ANCHOR_END: main
