//! A fair unlock hands the lock over; a mapped guard keeps the whole locked.

use std::sync::Arc;
use std::thread;

use parking_lot::{Mutex, MutexGuard, Once, ReentrantMutex};

static START: Once = Once::new();

fn main() {
    let pair = Arc::new(Mutex::new((0, 0)));
    let again = ReentrantMutex::new(1);
    let other = {
        let pair = Arc::clone(&pair);
        thread::spawn(move || {
            START.call_once(|| ());
            let mut first = MutexGuard::map(pair.lock(), |pair| &mut pair.0);
            *first += 1;
        })
    };
    START.call_once(|| ());
    let mut guard = pair.lock();
    guard.1 += 1;
    MutexGuard::unlock_fair(guard);
    let outer = again.lock();
    assert_eq!(*outer + *again.lock(), 2);
    other.join().unwrap();
    assert_eq!(*pair.lock(), (1, 1));
}
