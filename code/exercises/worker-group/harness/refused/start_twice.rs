//@ rejects: E0382
//! A group starts twice.

use std::num::NonZeroUsize;

use answer::Idle;

fn main() {
    let idle = Idle::new(NonZeroUsize::MIN, |task: u32| task);
    let first = idle.start();
    let second = idle.start();
    drop((first, second));
}
