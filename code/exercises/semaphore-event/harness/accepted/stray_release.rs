//! A caller gives back what it has taken.

use answer::Semaphore;

fn main() {
    let semaphore = Semaphore::new(1);
    drop(semaphore.acquire());
}
