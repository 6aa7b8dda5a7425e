//! The first caller marks the entry as loading; the others wait for its result.

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex};
use std::thread;

enum Entry {
    Loading,
    Ready(u32),
}

#[derive(Default)]
struct Cache {
    entries: Mutex<HashMap<&'static str, Entry>>,
    loaded: Condvar,
    loads: Mutex<u32>,
}

impl Cache {
    fn get(&self, key: &'static str) -> u32 {
        let mut entries = self.entries.lock().unwrap();
        loop {
            match entries.get(key) {
                Some(Entry::Ready(value)) => return *value,
                Some(Entry::Loading) => entries = self.loaded.wait(entries).unwrap(),
                None => break,
            }
        }
        entries.insert(key, Entry::Loading);
        drop(entries);
        *self.loads.lock().unwrap() += 1;
        let value = key.len() as u32;
        self.entries.lock().unwrap().insert(key, Entry::Ready(value));
        self.loaded.notify_all();
        value
    }
}

fn main() {
    let cache = Arc::new(Cache::default());
    let callers: Vec<_> = (0..3)
        .map(|_| {
            let cache = Arc::clone(&cache);
            thread::spawn(move || cache.get("rates"))
        })
        .collect();
    assert!(callers.into_iter().all(|caller| caller.join().unwrap() == 5));
    assert_eq!(*cache.loads.lock().unwrap(), 1);
}
