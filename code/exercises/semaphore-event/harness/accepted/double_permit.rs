//! Two permits are taken, and both are given back.

use answer::{Permit, Semaphore};

fn twice<'a>(first: Permit<'a>, second: Permit<'a>) -> (Permit<'a>, Permit<'a>) {
    (first, second)
}

fn main() {
    let semaphore = Semaphore::new(2);
    drop(twice(semaphore.acquire(), semaphore.acquire()));
}
