//! Between the read lock and the write lock another thread may have done the work.
//@ output: one-of
//@ because: both threads may miss before one of them inserts
//@ explore: outcomes

// ANCHOR: main
use std::collections::HashMap;
use std::sync::RwLock;
use std::thread;

fn look_up(cache: &RwLock<HashMap<&'static str, usize>>, word: &'static str) {
    let known = cache.read().unwrap().contains_key(word);
    if !known {
        println!("computing {word}");
        cache.write().unwrap().insert(word, word.len());
    }
}

fn main() {
    let cache = RwLock::new(HashMap::new());
    thread::scope(|scope| {
        scope.spawn(|| look_up(&cache, "lock"));
        scope.spawn(|| look_up(&cache, "lock"));
    });
}
// ANCHOR_END: main
