//! Two permits are taken, and both are given back.

use answer::{AsyncPermit, AsyncSemaphore};

fn twice<'a>(
    first: AsyncPermit<'a>,
    second: AsyncPermit<'a>,
) -> (AsyncPermit<'a>, AsyncPermit<'a>) {
    (first, second)
}

fn main() {
    let semaphore = AsyncSemaphore::new(2);
    if let (Some(first), Some(second)) = (semaphore.try_acquire(), semaphore.try_acquire()) {
        drop(twice(first, second));
    }
}
