//! A sequence lock with fences.

use std::sync::atomic::{AtomicU32, Ordering, fence};
use std::thread;

struct Pair {
    version: AtomicU32,
    left: AtomicU32,
    right: AtomicU32,
}

impl Pair {
    fn write(&self, value: u32) {
        let version = self.version.load(Ordering::Relaxed);
        self.version.store(version + 1, Ordering::Relaxed);
        fence(Ordering::Release);
        self.left.store(value, Ordering::Relaxed);
        self.right.store(value, Ordering::Relaxed);
        self.version.store(version + 2, Ordering::Release);
    }

    fn try_read(&self) -> Option<(u32, u32)> {
        let before = self.version.load(Ordering::Acquire);
        if before % 2 == 1 {
            return None;
        }
        let pair = (self.left.load(Ordering::Relaxed), self.right.load(Ordering::Relaxed));
        fence(Ordering::Acquire);
        (self.version.load(Ordering::Relaxed) == before).then_some(pair)
    }
}

fn main() {
    let pair = Pair {
        version: AtomicU32::new(0),
        left: AtomicU32::new(0),
        right: AtomicU32::new(0),
    };
    thread::scope(|scope| {
        scope.spawn(|| pair.write(1));
        scope.spawn(|| {
            if let Some((left, right)) = pair.try_read() {
                assert_eq!(left, right, "half of the old pair and half of the new one");
            }
        });
    });
    let _ = fence as fn(Ordering);
}
