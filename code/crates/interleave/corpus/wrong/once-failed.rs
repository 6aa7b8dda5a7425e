//@ finds: panic
//! The first attempt fails in a `call_once`, and every later caller is refused.

use std::sync::Once;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::Arc;
use std::thread;

fn main() {
    let ready = Arc::new(AtomicU32::new(0));
    let once = Arc::new(Once::new());
    let loader = {
        let (ready, once) = (Arc::clone(&ready), Arc::clone(&once));
        thread::spawn(move || {
            once.call_once(|| assert_eq!(ready.load(Ordering::SeqCst), 1, "not there yet"));
        })
    };
    ready.store(1, Ordering::SeqCst);
    let _ = loader.join();
    once.call_once(|| {});
}
