//! A thread that uses a module nobody imported.
//@ rejects: E0433

// ANCHOR: main
use std::thread;

fn charge(customer: &str) {
    thread::sleep(Duration::from_millis(100));
    println!("charged {customer}");
}

fn main() {
    let thread = thread::spawn(|| charge("Ada"));
    thread.join().unwrap();
}
// ANCHOR_END: main
