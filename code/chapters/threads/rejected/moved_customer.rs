//! What has moved into a thread is gone here.
//@ rejects: E0382

// ANCHOR: main
use std::thread;

fn main() {
    let customer = String::from("Ada");
    let thread = thread::spawn(move || println!("charged {customer}"));
    println!("charging {customer}");
    thread.join().unwrap();
}
// ANCHOR_END: main
