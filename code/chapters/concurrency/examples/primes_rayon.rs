//! Counts primes with rayon: the iterator says what, the library divides the work.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

fn is_prime(number: u32) -> bool {
    number > 1 && (2..=number.isqrt()).all(|by| !number.is_multiple_of(by))
}

fn main() {
    let numbers = (0..10_000).into_par_iter();
    let primes = numbers.filter(|&number| is_prime(number)).count();
    println!("{primes} primes");
}
// ANCHOR_END: main
