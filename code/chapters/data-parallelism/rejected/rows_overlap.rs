//! Two jobs of a `join` cannot both write to one slice.
//@ rejects: E0499

// ANCHOR: main
fn main() {
    let mut row = [5, 3, 4, 1];
    rayon::join(|| row[..2].sort(), || row[2..].sort());
    println!("{row:?}");
}
// ANCHOR_END: main
