//@ finds: panic
//! Two threads find the value missing, and both make it.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let value: Arc<Mutex<Option<u32>>> = Arc::new(Mutex::new(None));
    let made = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let (value, made) = (Arc::clone(&value), Arc::clone(&made));
            thread::spawn(move || {
                if value.lock().unwrap().is_none() {
                    made.fetch_add(1, Ordering::SeqCst);
                    *value.lock().unwrap() = Some(1);
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(made.load(Ordering::SeqCst), 1);
}
