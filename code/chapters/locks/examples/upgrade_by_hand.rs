//! A reader that asks for the write lock waits for itself.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::collections::HashMap;
use std::sync::RwLock;

fn length(cache: &RwLock<HashMap<&'static str, usize>>, word: &'static str) -> usize {
    match cache.read().unwrap().get(word) {
        Some(&length) => length,
        None => *cache.write().unwrap().entry(word).or_insert(word.len()),
    }
}

fn main() {
    let cache = RwLock::new(HashMap::new());
    println!("looking up");
    println!("{}", length(&cache, "lock"));
}
// ANCHOR_END: main
