//@ finds: deadlock
//! A parker has one token: two signals may become one.

use crossbeam::sync::Parker;

fn main() {
    let parker = Parker::new();
    for _ in 0..2 {
        let unparker = parker.unparker().clone();
        std::thread::spawn(move || unparker.unpark());
    }
    parker.park();
    parker.park();
}
