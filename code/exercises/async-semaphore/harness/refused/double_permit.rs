//@ rejects: E0382, E0599, E0277
//! One permit is made two, and both are given back.

use answer::{AsyncPermit, AsyncSemaphore};

fn twice<'a>(permit: AsyncPermit<'a>) -> (AsyncPermit<'a>, AsyncPermit<'a>) {
    (AsyncPermit::clone(&permit), permit)
}

fn main() {
    let semaphore = AsyncSemaphore::new(2);
    if let Some(permit) = semaphore.try_acquire() {
        drop(twice(permit));
    }
}
