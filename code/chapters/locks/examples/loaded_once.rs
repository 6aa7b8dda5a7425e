//! `OnceLock` runs the first caller's closure; everybody else waits for its value.
//@ explore: holds

// ANCHOR: main
use std::sync::OnceLock;
use std::thread;

fn load() -> u32 {
    println!("loading");
    10
}

fn main() {
    let limit = OnceLock::new();
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| assert_eq!(*limit.get_or_init(load), 10));
        }
    });
    println!("limit {:?}", limit.get());
}
// ANCHOR_END: main
