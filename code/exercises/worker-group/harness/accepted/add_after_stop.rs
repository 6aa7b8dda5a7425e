//! A group gets a task and is stopped.

use std::num::NonZeroUsize;

use answer::Idle;

fn main() {
    let idle = Idle::new(NonZeroUsize::MIN, |task: u32| task);
    let running = idle.start();
    running.add(1);
    drop(running.stop());
}
