//! Without its fences the version number proves nothing.
//@ output: one-of
//@ because: the loads of the pair may be older or newer than the versions around them
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{
    AtomicU32,
    Ordering::{Acquire, Relaxed, Release},
};
use std::thread;

// ANCHOR: seqlock
struct Position {
    version: AtomicU32,
    x: AtomicU32,
    y: AtomicU32,
}

impl Position {
    /// For one writer at a time.
    fn write(&self, x: u32, y: u32) {
        let version = self.version.load(Relaxed);
        self.version.store(version + 1, Relaxed);
        self.x.store(x, Relaxed);
        self.y.store(y, Relaxed);
        self.version.store(version + 2, Release);
    }

    /// One attempt: `None` when the writer was there.
    fn try_read(&self) -> Option<(u32, u32)> {
        let before = self.version.load(Acquire);
        let pair = (self.x.load(Relaxed), self.y.load(Relaxed));
        let after = self.version.load(Relaxed);
        (before == after && before.is_multiple_of(2)).then_some(pair)
    }
}
// ANCHOR_END: seqlock

fn main() {
    let position = Position {
        version: 0.into(),
        x: 1.into(),
        y: 1.into(),
    };
    thread::scope(|scope| {
        scope.spawn(|| position.write(2, 2));
        println!("{:?}", position.try_read());
    });
}
// ANCHOR_END: main
