//@ finds: panic
//! The check is made under a read lock that is gone when the write lock is there.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

use parking_lot::RwLock;

fn main() {
    let cache = Arc::new(RwLock::new(HashMap::new()));
    let threads: Vec<_> = (0..2)
        .map(|number| {
            let cache = Arc::clone(&cache);
            thread::spawn(move || {
                if !cache.read().contains_key("answer") {
                    assert!(cache.write().insert("answer", number).is_none(), "loaded twice");
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
}
