//! Two clerks, one ticket: each looks before it sells, and both may sell.
//@ output: one-of
//@ because: the operating system decides which thread runs next
//@ explore: outcomes

// ANCHOR: main
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;

static TICKETS: AtomicU32 = AtomicU32::new(1);

fn sell() -> bool {
    // ORDERING: SeqCst, so that a stale value is not to blame for what follows.
    if TICKETS.load(Ordering::SeqCst) == 0 {
        return false;
    }
    TICKETS.fetch_sub(1, Ordering::SeqCst);
    true
}

fn main() {
    let clerks = [thread::spawn(sell), thread::spawn(sell)];
    let sales = clerks.map(|clerk| clerk.join().unwrap());
    let sold = sales.iter().filter(|&&sale| sale).count();
    println!("sold: {sold}");
}
// ANCHOR_END: main
