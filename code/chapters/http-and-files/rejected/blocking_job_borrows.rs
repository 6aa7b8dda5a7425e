//! A blocking job that borrows from the function that waits for it.
//@ rejects: E0597

// ANCHOR: main
use tokio::task::spawn_blocking;

#[tokio::main]
async fn main() {
    let text = String::from("a long text");
    let words = &text;
    let count = spawn_blocking(|| words.split(' ').count()).await;
    println!("{count:?}");
}
// ANCHOR_END: main
