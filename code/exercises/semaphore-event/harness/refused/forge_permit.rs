//@ rejects: E0451, E0560, E0063, E0308, E0423, uncoded
//! A permit that was not taken from the semaphore; its end would add one to the number.

use answer::{Permit, Semaphore};

fn main() {
    let semaphore = Semaphore::new(1);
    let permit: Permit<'_> = Permit {
        semaphore: &semaphore,
    };
    drop(permit);
}
