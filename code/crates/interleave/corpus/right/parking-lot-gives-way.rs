//! Three ways to let others have the lock for a while.

use parking_lot::{Mutex, MutexGuard};
use std::sync::Arc;
use std::thread;
use std::time::Duration;

fn main() {
    let value = Arc::new(Mutex::new(0));
    let other = {
        let value = Arc::clone(&value);
        thread::spawn(move || {
            for _ in 0..2 {
                let mut guard = value.lock();
                *guard += 1;
                MutexGuard::unlock_fair(guard);
            }
        })
    };
    let mut guard = value.lock();
    *guard += 10;
    MutexGuard::bump(&mut guard);
    let seen = MutexGuard::unlocked(&mut guard, || {
        thread::sleep(Duration::from_millis(1));
        5
    });
    assert_eq!(seen, 5);
    *guard += 10;
    drop(guard);
    other.join().unwrap();
    assert_eq!(*value.lock(), 22);
    assert!(!value.is_locked());
    assert_eq!(Arc::try_unwrap(value).unwrap().into_inner(), 22);
}
