//! OnceLock makes the value once.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

fn main() {
    let value = Arc::new(OnceLock::new());
    let made = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let (value, made) = (Arc::clone(&value), Arc::clone(&made));
            thread::spawn(move || {
                *value.get_or_init(|| {
                    made.fetch_add(1, Ordering::SeqCst);
                    11
                })
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), 11);
    }
    assert_eq!(made.load(Ordering::SeqCst), 1);
}
