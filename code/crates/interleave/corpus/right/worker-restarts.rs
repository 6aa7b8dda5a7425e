//! A supervisor starts a worker again after its panic, and the poisoned state is repaired before it is used.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let done = Arc::new(Mutex::new(0));
    let mut failures = 0;
    for attempt in 0..3 {
        let work = Arc::clone(&done);
        let worker = thread::Builder::new().name(format!("attempt {attempt}")).spawn(move || {
            let mut done = work.lock().unwrap();
            *done = 99;
            assert!(attempt > 0, "the first attempt fails");
            *done = attempt;
        });
        match worker.unwrap().join() {
            Ok(()) => break,
            Err(_) => {
                failures += 1;
                *done.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) = 0;
                done.clear_poison();
            }
        }
    }
    assert_eq!((failures, *done.lock().unwrap()), (1, 1));
}
