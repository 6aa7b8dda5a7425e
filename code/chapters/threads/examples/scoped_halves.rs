//! Scoped threads borrow: two threads read one vector, and nothing is copied or counted.
//@ explore: holds

// ANCHOR: main
use std::thread;

fn main() {
    let charges: Vec<u32> = (1..=100).collect();
    let (left, right) = charges.split_at(charges.len() / 2);

    let total: u32 = thread::scope(|scope| {
        let left = scope.spawn(|| left.iter().sum::<u32>());
        let right = scope.spawn(|| right.iter().sum::<u32>());
        left.join().unwrap() + right.join().unwrap()
    });
    println!("{} charges, {total} cents", charges.len());
}
// ANCHOR_END: main
