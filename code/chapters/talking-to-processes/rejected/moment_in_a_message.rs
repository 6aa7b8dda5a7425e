//! A moment of this machine's clock means nothing to another process, and cannot be sent.
//@ rejects: E0277

// ANCHOR: main
use std::time::Instant;

fn main() {
    let line = serde_json::to_string(&Instant::now());
    println!("{}", line.unwrap());
}
// ANCHOR_END: main
