//@ rejects: E0382
//! A group that was stopped gets a task.

use std::num::NonZeroUsize;

use answer::Idle;

fn main() {
    let idle = Idle::new(NonZeroUsize::MIN, |task: u32| task);
    let running = idle.start();
    drop(running.stop());
    running.add(1);
}
