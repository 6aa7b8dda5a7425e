//@ outputs: 00 00|00 01|00 10|00 11|01 00|01 01|01 10|01 11|10 00|10 01|10 11|11 00|11 01|11 10|11 11
//! Independent reads of independent writes: one order for all.

use std::sync::atomic::AtomicU32;
use std::sync::atomic::Ordering::*;
use std::thread;

fn main() {
    let x = AtomicU32::new(0);
    let y = AtomicU32::new(0);
    thread::scope(|scope| {
        scope.spawn(|| {
            x.store(1, SeqCst);
        });
        scope.spawn(|| {
            y.store(1, SeqCst);
        });
        let c = scope.spawn(|| {
            let first = x.load(SeqCst);
            format!("{first}{}", y.load(SeqCst))
        });
        let d = scope.spawn(|| {
            let first = y.load(SeqCst);
            format!("{first}{}", x.load(SeqCst))
        });
        let c = c.join().unwrap();
        let d = d.join().unwrap();
        println!("{c} {d}");
    });
}
