//! A timer belongs to a runtime, and here there is none.
//@ exit: 101
//@ explore: no, because the panic is the point and needs no schedule

// ANCHOR: main
use std::time::Duration;
use tokio::time::sleep;

fn main() {
    let nap = sleep(Duration::from_secs(1));
    drop(nap);
}
// ANCHOR_END: main
