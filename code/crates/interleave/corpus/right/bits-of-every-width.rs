//! Atomic operations of every kind on integers of every width: each is one step, so the end does not depend on the order.

use std::sync::atomic::{
    AtomicBool, AtomicI8, AtomicI16, AtomicI32, AtomicI64, AtomicIsize, AtomicU8, AtomicU16, AtomicU32,
    AtomicU64, Ordering::*, compiler_fence,
};
use std::thread;

fn main() {
    let (a, b, c) = (AtomicI8::new(-1), AtomicI16::new(0), AtomicI32::new(5));
    let (d, e, f) = (AtomicI64::new(9), AtomicIsize::new(0b1100), AtomicU8::new(0b1111));
    let (g, h, i) = (AtomicU16::new(0), AtomicU32::new(7), AtomicU64::new(0b1010));
    let flag = AtomicBool::new(false);
    thread::scope(|scope| {
        scope.spawn(|| {
            a.fetch_and(0b0101, AcqRel);
            b.fetch_or(0b0001, Release);
            c.fetch_max(8, Relaxed);
            d.fetch_min(3, SeqCst);
            e.fetch_xor(0b0101, AcqRel);
            flag.fetch_not(SeqCst);
        });
        f.fetch_nand(0b0011, Acquire);
        b.fetch_or(0b0100, Relaxed);
        c.fetch_max(6, Relaxed);
        d.fetch_min(4, AcqRel);
        e.fetch_xor(0b0011, Relaxed);
        compiler_fence(SeqCst);
        g.fetch_sub(1, SeqCst);
        h.swap(9, AcqRel);
        i.fetch_update(SeqCst, Acquire, |bits| Some(bits << 1)).unwrap();
    });
    assert_eq!((a.into_inner(), b.into_inner(), c.into_inner()), (0b0101, 0b0101, 8));
    assert_eq!((d.into_inner(), e.into_inner(), f.into_inner()), (3, 0b1010, 0b1111_1100));
    assert_eq!((g.into_inner(), h.into_inner(), i.into_inner()), (u16::MAX, 9, 0b10100));
    assert!(flag.into_inner());
}
