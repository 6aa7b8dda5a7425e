//! A writer becomes a reader without a gap, a fair lock is handed over, and one thread locks twice where it may.

use std::thread;
use std::time::Duration;

use parking_lot::{Condvar, FairMutex, Mutex, MutexGuard, Once, ReentrantMutex, RwLock, RwLockWriteGuard};

fn main() {
    let table = RwLock::new(0);
    let turn = Mutex::new(0);
    let changed = Condvar::new();
    let fair = FairMutex::new(Vec::new());
    let start = Once::new();
    thread::scope(|scope| {
        scope.spawn(|| {
            start.call_once(|| fair.lock().push(0));
            let mut turn = turn.lock();
            changed.wait_while(&mut turn, |turn| *turn == 0);
            MutexGuard::bump(&mut turn);
            *turn += 1;
        });
        start.call_once(|| fair.lock().push(0));
        let mut writes = table.write();
        *writes = 1;
        let reads = RwLockWriteGuard::downgrade(writes);
        assert!(table.is_locked() && table.try_read_for(Duration::from_millis(1)).is_some());
        assert_eq!(*reads, *table.try_read().unwrap());
        *turn.lock() += 1;
        changed.notify_all();
    });
    assert_eq!(turn.into_inner(), 2);
    assert_eq!(fair.into_inner().len(), 1);
    let again = ReentrantMutex::new(5);
    let outer = again.lock();
    assert_eq!(*again.lock(), *outer);
}
