//! A task that would carry an `Rc` from one thread to another.
//@ rejects: uncoded

// ANCHOR: main
use std::rc::Rc;

async fn greet() {
    let name = Rc::new("Ada");
    tokio::task::yield_now().await; // may go on another thread
    println!("hello {name}");
}

#[tokio::main]
async fn main() {
    tokio::spawn(greet()).await.unwrap();
}
// ANCHOR_END: main
