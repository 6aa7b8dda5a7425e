//@ outputs: 0|1
//! A lock carries knowledge: who locks after the writer sees its relaxed store.

use std::sync::Mutex;
use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let written = Mutex::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            x.store(1, Relaxed);
            *written.lock().unwrap() = true;
        });
        let reader = scope.spawn(|| {
            let known = *written.lock().unwrap();
            let seen = x.load(Relaxed);
            assert!(!known || seen == 1);
            seen
        });
        println!("{}", reader.join().unwrap());
    });
}
