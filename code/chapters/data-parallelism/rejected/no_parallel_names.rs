//! The methods of rayon are those of traits, and the traits have to be in scope.
//@ rejects: E0599

// ANCHOR: main
fn main() {
    let numbers = [3, 1, 2];
    let total: u32 = numbers.par_iter().sum();
    println!("{total}");
}
// ANCHOR_END: main
