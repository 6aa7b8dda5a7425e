//! A recursive lock is read again while a writer waits.

use parking_lot::RecursiveRwLock;
use std::sync::Arc;
use std::thread;

struct Settings {
    limit: RecursiveRwLock<u32>,
}

impl Settings {
    fn limit(&self) -> u32 {
        *self.limit.read()
    }
    fn report(&self) -> (u32, u32) {
        let limit = self.limit.read();
        (*limit, self.limit())
    }
}

fn main() {
    let settings = Arc::new(Settings {
        limit: RecursiveRwLock::new(10),
    });
    let changer = {
        let settings = Arc::clone(&settings);
        thread::spawn(move || *settings.limit.write() = 20)
    };
    let (first, second) = settings.report();
    assert_eq!(first, second);
    changer.join().unwrap();
}
