//! Every operation that tries instead of waiting, used for what it promises and no more.

use std::sync::mpsc::{TrySendError, sync_channel};
use std::sync::{Condvar, Mutex, RwLock};
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = sync_channel(1);
    let table = RwLock::new(0);
    let (ready, changed) = (Mutex::new(false), Condvar::new());
    thread::scope(|scope| {
        scope.spawn(|| {
            sender.try_send(1).unwrap();
            assert!(matches!(sender.try_send(2), Err(TrySendError::Full(2))));
            if let Ok(mut table) = table.try_write() {
                *table += 1;
            }
            *ready.lock().unwrap() = true;
            changed.notify_one();
        });
        let mut is_ready = ready.lock().unwrap();
        while !*is_ready {
            (is_ready, _) = changed.wait_timeout(is_ready, Duration::from_millis(5)).unwrap();
        }
        drop(is_ready);
        assert_eq!(receiver.try_iter().collect::<Vec<u32>>(), [1]);
        assert_eq!(*table.read().unwrap(), 1);
    });
}
