//! Places of a buffer are handed out by moving a pointer on; its lowest bit is a mark.

use std::io::{IsTerminal, stderr, stdout};
use std::sync::atomic::{AtomicBool, AtomicPtr, AtomicU32, Ordering::*};
use std::thread;

fn main() {
    let mut buffer = [0_u32; 4];
    let start: *mut u32 = buffer.as_mut_ptr();
    let next = AtomicPtr::new(start);
    let taken = AtomicU32::new(0);
    let places = thread::scope(|scope| {
        let claim = || {
            taken.update(Relaxed, Relaxed, |count| count + 1);
            next.fetch_ptr_add(1, Relaxed).addr()
        };
        let others = [scope.spawn(claim), scope.spawn(claim)];
        others.map(|other| other.join().unwrap())
    });
    assert_eq!(places[0].abs_diff(places[1]), size_of::<u32>(), "one place for both");
    assert_eq!(taken.try_update(Relaxed, Relaxed, |count| count.checked_sub(3)), Err(2));
    let end = next.fetch_or(1, AcqRel);
    assert_eq!(end, start.wrapping_add(2));
    assert_eq!(next.fetch_xor(1, AcqRel).addr(), end.addr() | 1);
    assert_eq!(next.fetch_and(!1, AcqRel), end);
    assert_eq!(next.fetch_byte_add(4, AcqRel), end);
    assert_eq!(next.fetch_byte_sub(4, AcqRel), end.wrapping_add(1));
    assert_eq!(next.fetch_ptr_sub(2, AcqRel), end);
    assert_eq!(format!("{next:p}"), format!("{start:p}"));
    let mark = AtomicBool::new(false);
    assert!(!mark.update(SeqCst, SeqCst, |old| !old) && mark.into_inner());
    assert!(!stdout().is_terminal() && !stderr().is_terminal());
    assert!(!stdout().lock().is_terminal());
}
