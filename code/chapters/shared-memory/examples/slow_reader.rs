//! A reader finds the valid slot, and meanwhile the writer comes round to that slot again.
//@ output: one-of
//@ because: the reader may be as slow as it likes
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering::SeqCst};
use std::thread;

struct Record {
    valid: AtomicUsize,
    slots: [[AtomicU64; 2]; 2],
}

impl Record {
    fn move_aside(&self, amount: u64) {
        let valid = self.valid.load(SeqCst);
        let (old, new) = (&self.slots[valid], &self.slots[1 - valid]);
        new[0].store(old[0].load(SeqCst) - amount, SeqCst);
        new[1].store(old[1].load(SeqCst) + amount, SeqCst);
        self.valid.store(1 - valid, SeqCst);
    }

    fn sum(&self) -> u64 {
        let slot = &self.slots[self.valid.load(SeqCst)];
        slot[0].load(SeqCst) + slot[1].load(SeqCst)
    }
}

fn main() {
    let slots = [[100.into(), 0.into()], [0.into(), 0.into()]];
    let record = Record {
        valid: 0.into(),
        slots,
    };
    thread::scope(|scope| {
        scope.spawn(|| {
            record.move_aside(30);
            record.move_aside(30);
        });
        println!("the sum is {}", record.sum());
    });
}
// ANCHOR_END: main
