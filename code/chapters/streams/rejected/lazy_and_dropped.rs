//! A chain of adapters that nobody pulls.
//@ warns: unused_must_use

// ANCHOR: main
fn main() {
    let names = ["Ada", "Grace"];
    names.iter().inspect(|name| println!("hello, {name}"));
}
// ANCHOR_END: main
