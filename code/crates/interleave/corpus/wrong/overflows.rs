//@ finds: panic
//! A recursion without end.

use std::sync::Mutex;
use std::thread;

fn depth(lock: &Mutex<u32>, level: u64) -> u64 {
    let room = std::hint::black_box([level; 64]);
    depth(lock, level + 1) + room[(level % 64) as usize]
}

fn main() {
    let total = thread::spawn(|| depth(&Mutex::new(0), 0)).join().unwrap();
    println!("{total}");
}
