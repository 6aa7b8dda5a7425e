//! An async main without a runtime.
//@ rejects: E0752

// ANCHOR: main
async fn main() {
    println!("who drives me?");
}
// ANCHOR_END: main
