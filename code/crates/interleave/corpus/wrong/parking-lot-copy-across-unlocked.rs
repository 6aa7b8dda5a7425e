//@ finds: panic
//! The lock is given up for a while, and what was read before is written after.

use parking_lot::{Mutex, MutexGuard};
use std::thread;

static STOCK: Mutex<i32> = Mutex::new(10);

fn sell(ask_customer: impl FnOnce()) {
    let mut stock = STOCK.lock();
    let left = *stock;
    MutexGuard::unlocked(&mut stock, ask_customer);
    *stock = left - 1;
}

fn main() {
    thread::scope(|scope| {
        scope.spawn(|| sell(|| thread::yield_now()));
        scope.spawn(|| sell(|| {}));
    });
    assert_eq!(*STOCK.lock(), 8, "two were sold");
}
