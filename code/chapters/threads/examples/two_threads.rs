//! Starts two threads and waits for both.

use std::thread;

fn main() {
    let first = thread::spawn(|| 1 + 1);
    let second = thread::spawn(|| 2 + 2);
    println!("{} {}", first.join().unwrap(), second.join().unwrap());
}
