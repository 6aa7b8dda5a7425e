//! Counts primes on four threads: each returns its share.
//@ explore: holds

// ANCHOR: main
use std::thread;

fn is_prime(number: u32) -> bool {
    number > 1
        && (2..number)
            .take_while(|divisor| divisor * divisor <= number)
            .all(|divisor| !number.is_multiple_of(divisor))
}

fn main() {
    let shares = [0..2500, 2500..5000, 5000..7500, 7500..10_000];
    let threads = shares.map(|share| thread::spawn(move || share.filter(|&n| is_prime(n)).count()));
    let primes: usize = threads
        .into_iter()
        .map(|thread| thread.join().unwrap())
        .sum();
    println!("{primes} primes");
}
// ANCHOR_END: main
