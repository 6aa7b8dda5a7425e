//@ finds: panic
//! A destructor panics while its thread unwinds.

use std::thread;

struct Loud;

impl Drop for Loud {
    fn drop(&mut self) {
        panic!("cannot be dropped");
    }
}

fn main() {
    let thread = thread::spawn(|| {
        let _loud = Loud;
        panic!("first");
    });
    let _ = thread.join();
}
