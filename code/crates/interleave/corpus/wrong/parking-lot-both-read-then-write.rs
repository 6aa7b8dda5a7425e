//@ finds: deadlock
//! A thread that holds a read lock waits to write: it waits for itself.

use parking_lot::RwLock;

fn main() {
    let totals = RwLock::new(vec![1, 2]);
    let seen = totals.read();
    if seen.len() == 2 {
        totals.write().push(3);
    }
}
