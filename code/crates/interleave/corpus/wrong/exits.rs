//@ finds: panic
//! The process ends with a failure while a thread still works.

use std::process;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

static DONE: AtomicBool = AtomicBool::new(false);

fn main() {
    thread::spawn(|| DONE.store(true, Ordering::SeqCst));
    if !DONE.load(Ordering::SeqCst) {
        process::exit(3);
    }
}
