//! A group starts.

use std::num::NonZeroUsize;

use answer::Idle;

fn main() {
    let idle = Idle::new(NonZeroUsize::MIN, |task: u32| task);
    let first = idle.start();
    drop(first);
}
