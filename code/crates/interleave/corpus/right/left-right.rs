//! Readers and a writer on a read-write lock; the writer sees all, readers see whole states.

use std::sync::{Arc, RwLock};
use std::thread;

fn main() {
    let pair = Arc::new(RwLock::new((0, 0)));
    let readers: Vec<_> = (0..2)
        .map(|_| {
            let pair = Arc::clone(&pair);
            thread::spawn(move || {
                let seen = *pair.read().unwrap();
                assert_eq!(seen.0, seen.1);
                seen.0
            })
        })
        .collect();
    for _ in 0..2 {
        let mut pair = pair.write().unwrap();
        pair.0 += 1;
        pair.1 += 1;
    }
    for reader in readers {
        assert!(reader.join().unwrap() <= 2);
    }
    assert_eq!(*pair.read().unwrap(), (2, 2));
}
