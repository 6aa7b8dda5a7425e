//@ finds: deadlock
//! One condition variable for producers and consumers: notify_one wakes the wrong kind.

use std::sync::{Condvar, Mutex};
use std::thread;

struct Slot {
    value: Mutex<Option<u32>>,
    changed: Condvar,
}

impl Slot {
    fn put(&self, value: u32) {
        let mut slot = self.changed.wait_while(self.value.lock().unwrap(), |v| v.is_some()).unwrap();
        *slot = Some(value);
        self.changed.notify_one();
    }

    fn take(&self) -> u32 {
        let mut slot = self.changed.wait_while(self.value.lock().unwrap(), |v| v.is_none()).unwrap();
        let value = slot.take().unwrap();
        self.changed.notify_one();
        value
    }
}

fn main() {
    let slot = Slot { value: Mutex::new(None), changed: Condvar::new() };
    thread::scope(|scope| {
        scope.spawn(|| slot.take());
        scope.spawn(|| slot.take());
        scope.spawn(|| slot.put(1));
        scope.spawn(|| slot.put(2));
    });
}
