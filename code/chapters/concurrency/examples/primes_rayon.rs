//! Counts primes with rayon: the iterator says what, the library divides the work.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::prelude::*;

fn is_prime(number: u32) -> bool {
    number > 1
        && (2..number)
            .take_while(|divisor| divisor * divisor <= number)
            .all(|divisor| !number.is_multiple_of(divisor))
}

fn main() {
    let primes = (0..10_000u32)
        .into_par_iter()
        .filter(|&n| is_prime(n))
        .count();
    println!("{primes} primes");
}
// ANCHOR_END: main
