//! What was given away cannot be given back once more.
//@ rejects: E0382

// ANCHOR: main
struct Permit;

fn main() {
    let permit = Permit;
    drop(permit);
    drop(permit);
}
// ANCHOR_END: main
