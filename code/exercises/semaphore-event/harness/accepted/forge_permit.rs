//! The semaphore makes the permit.

use answer::{Permit, Semaphore};

fn main() {
    let semaphore = Semaphore::new(1);
    let permit: Permit<'_> = semaphore.acquire();
    drop(permit);
}
