//! An upgradable read lock keeps its answer true until it has become a write lock.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;

use parking_lot::{RwLock, RwLockUpgradableReadGuard};

fn main() {
    let cache = Arc::new(RwLock::new(HashMap::new()));
    let threads: Vec<_> = (0..2)
        .map(|number| {
            let cache = Arc::clone(&cache);
            thread::spawn(move || {
                let seen = cache.upgradable_read();
                if !seen.contains_key("answer") {
                    let mut cache = RwLockUpgradableReadGuard::upgrade(seen);
                    assert!(cache.insert("answer", number).is_none());
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(cache.read().len(), 1);
}
