//! Two async blocks in one list: each is a type of its own.
//@ rejects: E0308

// ANCHOR: main
use futures::future::join_all;

#[tokio::main]
async fn main() {
    let answers = join_all([async { 1 }, async { 2 }]).await;
    println!("{answers:?}");
}
// ANCHOR_END: main
