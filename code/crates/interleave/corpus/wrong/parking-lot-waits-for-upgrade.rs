//@ finds: deadlock
//! A reader waits to be told of a write that waits for the reader to leave.

use parking_lot::{Condvar, Mutex, RwLock, RwLockUpgradableReadGuard};
use std::sync::Arc;
use std::thread;

#[derive(Default)]
struct Table {
    rows: RwLock<Vec<u32>>,
    written: Mutex<bool>,
    signal: Condvar,
}

fn main() {
    let table = Arc::new(Table::default());
    let writer = {
        let table = Arc::clone(&table);
        thread::spawn(move || {
            let rows = table.rows.upgradable_read();
            let next = rows.len() as u32;
            RwLockUpgradableReadGuard::upgrade(rows).push(next);
            *table.written.lock() = true;
            table.signal.notify_one();
        })
    };
    let rows = table.rows.read();
    if rows.is_empty() {
        let mut written = table.written.lock();
        table.signal.wait_while(&mut written, |written| !*written);
    }
    drop(rows);
    writer.join().unwrap();
}
