//! What a thread's closure returns, `join` hands to whoever waits.
//@ explore: holds

// ANCHOR: main
use std::thread;

fn main() {
    let words = ["lock", "channel", "atomic"];
    let threads = words.map(|word| thread::spawn(move || (word, word.len())));
    for thread in threads {
        let (word, length) = thread.join().expect("counting does not panic");
        println!("{word}: {length}");
    }
}
// ANCHOR_END: main
