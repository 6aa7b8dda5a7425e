//@ rejects: E0451, E0560, E0063, E0308, E0423, uncoded
//! A permit that was not taken from the semaphore; its end would add one to the number.

use answer::{AsyncPermit, AsyncSemaphore};

fn main() {
    let semaphore = AsyncSemaphore::new(1);
    let permit: Option<AsyncPermit<'_>> = Some(AsyncPermit {
        semaphore: &semaphore,
        count: 1,
    });
    drop(permit);
}
