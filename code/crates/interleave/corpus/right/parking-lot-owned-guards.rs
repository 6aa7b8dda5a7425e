//! A guard that keeps its lock alive is stored in a struct.

use parking_lot::{ArcMutexGuard, Mutex, RawMutex};
use std::sync::Arc;
use std::thread;

struct Lease {
    page: ArcMutexGuard<RawMutex, Vec<u8>>,
}

impl Lease {
    fn take(page: &Arc<Mutex<Vec<u8>>>) -> Self {
        Lease {
            page: Mutex::lock_arc(page),
        }
    }
    fn write(&mut self, byte: u8) {
        self.page.push(byte);
        self.page.push(byte);
    }
}

fn main() {
    let page = Arc::new(Mutex::new(Vec::new()));
    let writers: Vec<_> = (1..=2)
        .map(|byte| {
            let page = Arc::clone(&page);
            thread::spawn(move || Lease::take(&page).write(byte))
        })
        .collect();
    for writer in writers {
        writer.join().unwrap();
    }
    let bytes = page.lock();
    assert!(*bytes == [1, 1, 2, 2] || *bytes == [2, 2, 1, 1]);
}
