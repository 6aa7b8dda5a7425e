//! Deadlines, selection by hand, a lock in shards, cells that compare, and a queue that makes room.

use std::time::{Duration, Instant};

use crossbeam::atomic::AtomicCell;
use crossbeam::channel::{RecvTimeoutError, Select, bounded};
use crossbeam::queue::ArrayQueue;
use crossbeam::sync::ShardedLock;
use crossbeam::utils::CachePadded;

fn main() {
    let soon = || Instant::now() + Duration::from_millis(5);
    let (sender, receiver) = bounded::<u32>(1);
    sender.send_timeout(1, Duration::from_millis(5)).unwrap();
    assert!(sender.send_deadline(2, soon()).is_err());
    let mut select = Select::new();
    let receives = select.recv(&receiver);
    let operation = select.try_select().unwrap();
    assert_eq!(operation.index(), receives);
    assert_eq!(operation.recv(&receiver), Ok(1));
    assert_eq!(receiver.recv_deadline(soon()), Err(RecvTimeoutError::Timeout));
    drop(sender);
    assert_eq!(receiver.recv_timeout(Duration::from_millis(5)), Err(RecvTimeoutError::Disconnected));

    let (cell, table) = (AtomicCell::new(0), ShardedLock::new(CachePadded::new(0)));
    let recent = ArrayQueue::new(2);
    crossbeam::scope(|scope| {
        for number in 1..=2 {
            let (cell, table, recent) = (&cell, &table, &recent);
            scope.spawn(move |_| {
                while cell.compare_exchange(number - 1, number).is_err() {
                    std::hint::spin_loop();
                }
                **table.write().unwrap() += number;
                recent.force_push(number);
            });
        }
    })
    .unwrap();
    assert_eq!((cell.load(), **table.read().unwrap()), (2, 3));
    assert!(recent.force_push(3).is_some_and(|oldest| oldest <= 2));
}
