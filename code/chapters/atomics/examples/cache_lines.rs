//! Two counters side by side share a cache line; padded ones have a line each.
//@ explore: no, because it spawns nothing and only measures sizes

// ANCHOR: main
use crossbeam::utils::CachePadded;
use std::sync::atomic::AtomicU64;

fn main() {
    println!("two counters: {} bytes", size_of::<[AtomicU64; 2]>());
    println!(
        "two padded counters: {} bytes",
        size_of::<[CachePadded<AtomicU64>; 2]>()
    );
}
// ANCHOR_END: main
