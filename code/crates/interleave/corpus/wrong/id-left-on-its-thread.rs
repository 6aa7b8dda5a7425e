//@ finds: panic
//! The request id is kept per thread, but the log line is written by the pool's thread.

use std::cell::Cell;
use std::sync::mpsc;
use std::thread;

thread_local! {
    static REQUEST: Cell<Option<u32>> = const { Cell::new(None) };
}

fn log(text: &str) -> String {
    let id = REQUEST.get().expect("a log line without a request");
    format!("[{id}] {text}")
}

fn main() {
    let (jobs, queue) = mpsc::channel::<Box<dyn FnOnce() -> String + Send>>();
    let pool = thread::spawn(move || queue.iter().map(|job| job()).collect::<Vec<_>>());
    REQUEST.set(Some(17));
    jobs.send(Box::new(|| log("charged"))).unwrap();
    drop(jobs);
    assert_eq!(pool.join().unwrap(), ["[17] charged"]);
}
