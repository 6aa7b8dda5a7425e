//@ finds: deadlock
//! Two deliveries, two unparks, but the token is one: the second park waits forever.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

fn main() {
    let delivered = Arc::new(AtomicU32::new(0));
    let consumer = {
        let delivered = Arc::clone(&delivered);
        thread::spawn(move || {
            for _ in 0..2 {
                thread::park();
            }
            delivered.load(Ordering::Acquire)
        })
    };
    for _ in 0..2 {
        delivered.fetch_add(1, Ordering::Release);
        consumer.thread().unpark();
    }
    let _seen = consumer.join().unwrap();
}
