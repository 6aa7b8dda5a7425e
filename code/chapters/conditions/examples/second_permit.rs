//! Whoever takes a second permit while holding the first can close a circle.
//@ hangs
//@ explore: fails deadlock

use std::sync::{Barrier, Condvar, Mutex};
use std::thread;

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

// ANCHOR: main
fn main() {
    let semaphore = Semaphore::new(2);
    let all_have_one = Barrier::new(2);
    println!("two permits, two threads, each wants two");
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let _first = semaphore.acquire();
                all_have_one.wait(); // makes certain what is possible without it
                let _second = semaphore.acquire();
            });
        }
    });
    println!("both had two");
}
// ANCHOR_END: main
