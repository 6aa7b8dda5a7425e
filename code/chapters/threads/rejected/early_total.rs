//! A variable that a thread is writing cannot be read before the thread has ended.
//@ rejects: E0502

// ANCHOR: main
use std::thread;

fn main() {
    let mut total = 0;
    thread::scope(|scope| {
        let thread = scope.spawn(|| total += 500);
        println!("total: {total}");
        thread.join().unwrap();
    });
    println!("total: {total}");
}
// ANCHOR_END: main
