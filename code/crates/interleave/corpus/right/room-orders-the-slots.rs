//! A bounded channel as a counter of free slots: who gets room after a receive knows what happened before it.

use std::cell::UnsafeCell;
use std::sync::mpsc::sync_channel;
use std::thread;

struct Slot(UnsafeCell<u32>);

// SAFETY: only the one who has the only place in the channel uses the slot.
unsafe impl Sync for Slot {}

fn main() {
    let slot = Slot(UnsafeCell::new(0));
    let (enter, leave) = sync_channel(1);
    thread::scope(|scope| {
        let slot = &slot;
        scope.spawn(move || {
            enter.send(()).unwrap();
            unsafe { *slot.0.get() = 1 };
            enter.send(()).unwrap();
            unsafe { *slot.0.get() += 1 };
            drop(enter);
        });
        for () in leave {}
    });
    assert_eq!(slot.0.into_inner(), 2);
}
