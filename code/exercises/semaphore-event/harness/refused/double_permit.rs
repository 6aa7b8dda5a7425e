//@ rejects: E0382, E0599, E0277
//! One permit is made two, and both are given back.

use answer::{Permit, Semaphore};

fn twice<'a>(permit: Permit<'a>) -> (Permit<'a>, Permit<'a>) {
    (Permit::clone(&permit), permit)
}

fn main() {
    let semaphore = Semaphore::new(1);
    drop(twice(semaphore.acquire()));
}
