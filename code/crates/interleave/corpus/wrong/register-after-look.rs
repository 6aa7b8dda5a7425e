//@ finds: deadlock
//! The waiter announces itself after it looked, so the setter misses it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, Thread};

fn main() {
    let done = Arc::new(AtomicBool::new(false));
    let waiting: Arc<Mutex<Option<Thread>>> = Arc::new(Mutex::new(None));
    let setter = {
        let (done, waiting) = (Arc::clone(&done), Arc::clone(&waiting));
        thread::spawn(move || {
            done.store(true, Ordering::SeqCst);
            if let Some(thread) = waiting.lock().unwrap().take() {
                thread.unpark();
            }
        })
    };
    if !done.load(Ordering::SeqCst) {
        *waiting.lock().unwrap() = Some(thread::current());
        thread::park();
    }
    setter.join().unwrap();
}
