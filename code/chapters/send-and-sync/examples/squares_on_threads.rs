//! Computing is divided among threads, without a process and without a lock.
//@ explore: holds

// ANCHOR: main
use std::thread;

fn main() {
    let numbers: Vec<u64> = (0..1_000_000).collect();
    let (left, right) = numbers.split_at(numbers.len() / 2);
    let squares = |part: &[u64]| part.iter().map(|n| n * n).sum::<u64>();

    let sum = thread::scope(|scope| {
        let other = scope.spawn(|| squares(right));
        squares(left) + other.join().unwrap()
    });
    println!("{sum}");
}
// ANCHOR_END: main
