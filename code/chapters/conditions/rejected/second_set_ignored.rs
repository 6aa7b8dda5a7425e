//! Only the first `set` counts, and the answer says whether this was the first.
//@ warns: unused_must_use

// ANCHOR: main
use std::sync::OnceLock;

fn main() {
    let address = OnceLock::new();
    address.set("127.0.0.1:8080").expect("the first");
    address.set("127.0.0.1:9090");
    println!("{}", address.wait());
}
// ANCHOR_END: main
