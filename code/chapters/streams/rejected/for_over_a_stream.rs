//! An ordinary `for` over a stream.
//@ rejects: E0277

// ANCHOR: main
use futures::stream;

#[tokio::main]
async fn main() {
    for number in stream::iter(1..=3) {
        println!("{number}");
    }
}
// ANCHOR_END: main
