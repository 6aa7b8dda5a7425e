//! The writer looks again before it loads.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, RwLock};
use std::thread;

fn main() {
    let cache = Arc::new(RwLock::new(HashMap::new()));
    let loads = Arc::new(AtomicUsize::new(0));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let (cache, loads) = (Arc::clone(&cache), Arc::clone(&loads));
            thread::spawn(move || {
                if let Some(value) = cache.read().unwrap().get("page") {
                    return *value;
                }
                let mut cache = cache.write().unwrap();
                *cache.entry("page").or_insert_with(|| {
                    loads.fetch_add(1, Ordering::SeqCst);
                    200
                })
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap(), 200);
    }
    assert_eq!(loads.load(Ordering::SeqCst), 1, "the page was loaded more than once");
}
