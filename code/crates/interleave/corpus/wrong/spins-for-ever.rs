//@ finds: livelock
//! A flag is awaited that nobody raises.

use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

fn main() {
    let stop = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            while !stop.load(Ordering::Acquire) {
                std::hint::spin_loop();
            }
        });
    });
}
