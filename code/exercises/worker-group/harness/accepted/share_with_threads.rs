//! Tasks and results that may go to another thread, but must not be shared.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::thread;

use answer::Idle;

fn main() {
    let running = Idle::new(NonZeroUsize::MIN, |task: Cell<u32>| task).start();
    thread::scope(|scope| {
        scope.spawn(|| running.add(Cell::new(1)));
        scope.spawn(|| drop(running.next_result()));
    });
}
