//! What came over a bridge has no positions any more.
//@ rejects: E0599

// ANCHOR: main
use rayon::prelude::*;

fn main() {
    let lines = "north 12\nsouth 7\n".lines().par_bridge();
    let numbered: Vec<(usize, &str)> = lines.enumerate().collect();
    println!("{numbered:?}");
}
// ANCHOR_END: main
