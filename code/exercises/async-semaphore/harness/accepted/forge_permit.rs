//! The semaphore makes the permit.

use answer::{AsyncPermit, AsyncSemaphore};

fn main() {
    let semaphore = AsyncSemaphore::new(1);
    let permit: Option<AsyncPermit<'_>> = semaphore.try_acquire();
    drop(permit);
}
