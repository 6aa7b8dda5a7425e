//@ finds: deadlock
//! The guard of the looked-at value lives to the end of the `match`, whose arm locks again.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let jobs = Arc::new(Mutex::new(vec![1]));
    let worker = {
        let jobs = Arc::clone(&jobs);
        thread::spawn(move || match jobs.lock().unwrap().pop() {
            Some(job) if job > 0 => jobs.lock().unwrap().push(job - 1),
            _ => {}
        })
    };
    worker.join().unwrap();
    assert_eq!(*jobs.lock().unwrap(), [0]);
}
