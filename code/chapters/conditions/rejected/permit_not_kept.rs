//! A permit that nobody keeps is given back before the work begins.
//@ warns: unused_must_use

// ANCHOR: main
#[must_use = "the permit is given back when it is dropped"]
struct Permit;

fn acquire() -> Permit {
    Permit
}

fn main() {
    acquire();
    println!("downloading without a permit");
}
// ANCHOR_END: main
