//! One thread writes while another reads.
//@ rejects: E0502

// ANCHOR: main
use std::thread;

fn main() {
    let mut log = vec!["started"];
    thread::scope(|scope| {
        scope.spawn(|| log.push("working"));
        println!("{} lines so far", log.len());
    });
}
// ANCHOR_END: main
