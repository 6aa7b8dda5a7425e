//! One lock, held from the read to the write.

use std::sync::Arc;
use std::thread;

use parking_lot::Mutex;

fn main() {
    let total = Arc::new(Mutex::new(0));
    let threads: Vec<_> = (0..2)
        .map(|_| {
            let total = Arc::clone(&total);
            thread::spawn(move || {
                let mut total = total.lock();
                *total += 1;
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    assert_eq!(*total.lock(), 2);
}
