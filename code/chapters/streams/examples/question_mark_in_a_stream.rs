//! `?` in `try_stream!` yields the error, and that is the end of the stream.
//@ explore: no, because `async_stream` is not among the crates that the explorer knows

// ANCHOR: main
use async_stream::try_stream;
use futures::{Stream, StreamExt, executor};
use std::num::ParseIntError;

fn prices() -> impl Stream<Item = Result<u32, ParseIntError>> {
    try_stream! {
        for text in ["10", "20", "3O", "40"] {
            let price: u32 = text.parse()?;
            yield price;
        }
    }
}

fn main() {
    let all: Vec<_> = executor::block_on(prices().collect());
    println!("{all:?}");
}
// ANCHOR_END: main
