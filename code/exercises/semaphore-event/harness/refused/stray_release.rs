//@ rejects: E0599, E0624, E0616, E0061, E0308, E0614
//! A caller gives back what it has not taken, without a permit.

use answer::Semaphore;

fn main() {
    let semaphore = Semaphore::new(1);
    semaphore.release();
}
