//@ finds: deadlock
//! The worker is joined by someone who holds the lock that it needs to end.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let worker = {
        let log = Arc::clone(&log);
        thread::spawn(move || log.lock().unwrap().push("worker"))
    };
    let mut lines = log.lock().unwrap();
    lines.push("main");
    worker.join().unwrap();
    lines.push("end");
}
