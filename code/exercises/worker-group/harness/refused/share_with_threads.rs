//@ rejects: E0277, E0599
//! Tasks and results that must not leave their thread.

use std::num::NonZeroUsize;
use std::rc::Rc;
use std::thread;

use answer::Idle;

fn main() {
    let running = Idle::new(NonZeroUsize::MIN, |task: Rc<u32>| task).start();
    thread::scope(|scope| {
        scope.spawn(|| running.add(Rc::new(1)));
        scope.spawn(|| drop(running.next_result()));
    });
}
