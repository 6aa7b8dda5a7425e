//! Jobs and values that may go to another thread but must not be shared; a pool that is shared, a handle that moves.

use std::cell::Cell;
use std::num::NonZeroUsize;
use std::thread;

use answer::ThreadPool;

fn main() {
    let pool = ThreadPool::new(NonZeroUsize::MIN);
    thread::scope(|scope| {
        let own = Cell::new(1);
        scope.spawn(|| drop(pool.submit(|| 2)));
        let handle = pool.submit(move || {
            own.set(2);
            own
        });
        scope.spawn(move || drop(handle.map(|handle| handle.join())));
    });
}
