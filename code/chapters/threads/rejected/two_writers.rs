//! Two scoped threads must not hold one variable to write to it.
//@ rejects: E0499

// ANCHOR: main
use std::thread;

fn main() {
    let mut total = 0;
    thread::scope(|scope| {
        scope.spawn(|| total += 500);
        scope.spawn(|| total += 250);
    });
    println!("total: {total}");
}
// ANCHOR_END: main
