//@ finds: leak
//@ leftovers: must-end
//! Two detached threads lock in opposite orders; `main` has ended long before anybody notices.

use std::sync::{Arc, Mutex};
use std::thread;

fn main() {
    let first = Arc::new(Mutex::new(0));
    let second = Arc::new(Mutex::new(0));
    for turned in [false, true] {
        let (mut one, mut other) = (Arc::clone(&first), Arc::clone(&second));
        if turned {
            std::mem::swap(&mut one, &mut other);
        }
        thread::spawn(move || {
            let mut held = one.lock().unwrap();
            *other.lock().unwrap() += 1;
            *held += 1;
        });
    }
}
