//! A boxed value whose type has forgotten that it can be sent.
//@ rejects: uncoded

// ANCHOR: main
use std::fmt::Display;
use tokio::task::yield_now;

async fn print(line: Box<dyn Display>) {
    yield_now().await; // waits for the printer
    println!("{line}");
}

#[tokio::main]
async fn main() {
    tokio::spawn(print(Box::new(42))).await.unwrap();
}
// ANCHOR_END: main
