//! Counts primes on four threads: each returns its share.
//@ explore: holds

// ANCHOR: main
use std::ops::Range;
use std::thread;

fn is_prime(number: u32) -> bool {
    number > 1 && (2..=number.isqrt()).all(|by| !number.is_multiple_of(by))
}

fn count(share: Range<u32>) -> usize {
    share.filter(|&number| is_prime(number)).count()
}

fn main() {
    let shares = [0..2500, 2500..5000, 5000..7500, 7500..10_000];
    let threads = shares.map(|share| thread::spawn(|| count(share)));
    let counts = threads.map(|thread| thread.join().unwrap());
    println!("{} primes", counts.iter().sum::<usize>());
}
// ANCHOR_END: main
