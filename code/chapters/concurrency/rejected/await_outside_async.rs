//! Waiting for a future where nothing can be suspended.
//@ rejects: E0728

// ANCHOR: main
async fn answer() -> u32 {
    42
}

fn main() {
    println!("{}", answer().await);
}
// ANCHOR_END: main
