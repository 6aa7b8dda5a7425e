//! The same with Relaxed: it prints the right text, and it is undefined behavior.
//@ output: one-of
//@ because: the reader may look before or after the flag
//@ explore: fails data-race

// ANCHOR: main
use std::cell::UnsafeCell;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};
use std::thread;

// ANCHOR: report
struct Report {
    text: UnsafeCell<String>,
    ready: AtomicBool,
}

// SAFETY: none; this is the mistake of the listing.
unsafe impl Sync for Report {}

impl Report {
    /// # Safety
    /// To be called once at most.
    unsafe fn publish(&self, text: &str) {
        // SAFETY: nobody else writes, but somebody may read: `ready` orders nothing.
        unsafe { (*self.text.get()).push_str(text) };
        self.ready.store(true, Relaxed);
    }

    fn read(&self) -> Option<&str> {
        if !self.ready.load(Relaxed) {
            return None;
        }
        // SAFETY: none; that `ready` is set does not mean that the text has arrived.
        Some(unsafe { &*self.text.get() })
    }
}
// ANCHOR_END: report

fn main() {
    let report = Report {
        text: UnsafeCell::new(String::new()),
        ready: AtomicBool::new(false),
    };
    thread::scope(|scope| {
        // SAFETY: this is the only call.
        scope.spawn(|| unsafe { report.publish("all is well") });
        println!("{:?}", report.read());
    });
}
// ANCHOR_END: main
