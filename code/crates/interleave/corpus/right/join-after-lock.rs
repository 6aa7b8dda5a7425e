//! The lock is given back before the worker is joined.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let log = Arc::new(Mutex::new(Vec::new()));
    let worker = {
        let log = Arc::clone(&log);
        thread::spawn(move || log.lock().unwrap().push("worker"))
    };
    log.lock().unwrap().push("main");
    worker.join().unwrap();
    let mut lines = Arc::try_unwrap(log).expect("the worker's handle is gone").into_inner().unwrap();
    lines.sort_unstable();
    assert_eq!(lines, ["main", "worker"]);
}
