//! Jobs that find more jobs: a scope ends when the last of them has.
//@ explore: no, because rayon keeps its own threads

// ANCHOR: main
use rayon::Scope;
use std::sync::atomic::{AtomicU32, Ordering::Relaxed};

/// Counts the ways to pay `amount`; the coins are sorted, the largest first.
fn ways<'a>(amount: u32, coins: &'a [u32], found: &'a AtomicU32, scope: &Scope<'a>) {
    if amount == 0 {
        found.fetch_add(1, Relaxed); // ORDERING: the end of the scope comes before the read
        return;
    }
    for (index, &coin) in coins.iter().enumerate() {
        if coin <= amount {
            scope.spawn(move |scope| ways(amount - coin, &coins[index..], found, scope));
        }
    }
}

fn main() {
    let found = AtomicU32::new(0);
    rayon::scope(|scope| ways(50, &[20, 10, 5, 2, 1], &found, scope));
    println!("{} ways to pay 50", found.into_inner());
}
// ANCHOR_END: main
