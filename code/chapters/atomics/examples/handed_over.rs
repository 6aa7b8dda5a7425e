//! A channel orders what came before the send against what comes after the receive.
//@ explore: holds

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};
use std::sync::mpsc;
use std::thread;

fn main() {
    let report = AtomicU32::new(0);
    let (done, finished) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(|| {
            report.store(42, Relaxed);
            done.send(()).unwrap();
        });
        finished.recv().unwrap();
        println!("report {}", report.load(Relaxed));
    });
}
// ANCHOR_END: main
