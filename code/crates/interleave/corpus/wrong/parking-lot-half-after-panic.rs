//@ finds: panic
//! There is no poisoning: after a panic between two writes everybody sees half of the change.

use std::sync::Arc;
use std::thread;

use parking_lot::Mutex;

fn main() {
    let pair = Arc::new(Mutex::new((0, 0)));
    let writer = {
        let pair = Arc::clone(&pair);
        thread::spawn(move || {
            let mut pair = pair.lock();
            pair.0 += 1;
            if pair.0 == 1 {
                panic!("in the middle");
            }
            pair.1 += 1;
        })
    };
    let _ = writer.join();
    let pair = pair.lock();
    assert_eq!(pair.0, pair.1, "half of the change is visible");
}
