//@ finds: deadlock
//! A method that holds a read lock calls one that takes it again: a writer that waits keeps the second one out.

use parking_lot::RwLock;
use std::sync::Arc;
use std::thread;

struct Settings {
    limit: RwLock<u32>,
}

impl Settings {
    fn limit(&self) -> u32 {
        *self.limit.read()
    }
    fn report(&self) -> String {
        let limit = self.limit.read();
        format!("{} and again {}", *limit, self.limit())
    }
}

fn main() {
    let settings = Arc::new(Settings {
        limit: RwLock::new(10),
    });
    let changer = {
        let settings = Arc::clone(&settings);
        thread::spawn(move || *settings.limit.write() = 20)
    };
    println!("{}", settings.report());
    changer.join().unwrap();
}
