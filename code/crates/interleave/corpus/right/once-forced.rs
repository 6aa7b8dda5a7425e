//! A failed attempt is followed by `call_once_force`, which may try again.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Once};
use std::thread;

fn main() {
    let ready = Arc::new(AtomicU32::new(0));
    let once = Arc::new(Once::new());
    let loader = {
        let (ready, once) = (Arc::clone(&ready), Arc::clone(&once));
        thread::spawn(move || {
            once.call_once_force(|_| assert_eq!(ready.load(Ordering::SeqCst), 1, "not there yet"));
        })
    };
    ready.store(1, Ordering::SeqCst);
    let _ = loader.join();
    once.call_once_force(|_| assert_eq!(ready.load(Ordering::SeqCst), 1));
    assert!(once.is_completed());
}
