//! In how many orders can the steps of two threads follow each other?

// ANCHOR: main
/// The orders of `a` steps of one thread and `b` steps of another.
fn orders(a: usize, b: usize) -> u128 {
    let mut ways = vec![1; b + 1];
    for _ in 0..a {
        for done in 1..=b {
            ways[done] += ways[done - 1];
        }
    }
    ways[b]
}

fn main() {
    for steps in [1, 2, 3, 5, 10, 20, 60] {
        println!("{steps:2} steps each: {} orders", orders(steps, steps));
    }
}
// ANCHOR_END: main
