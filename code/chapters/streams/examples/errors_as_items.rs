//! A stream of results goes on after an error; `?` in the consumer ends it.
//@ explore: holds

// ANCHOR: main
use futures::{Stream, StreamExt, TryStreamExt, executor, stream};
use std::num::ParseIntError;

fn prices() -> impl Stream<Item = Result<u32, ParseIntError>> {
    stream::iter(["10", "20", "3O", "40"]).map(str::parse)
}

async fn total() -> Result<u32, ParseIntError> {
    let mut prices = prices();
    let mut total = 0;
    while let Some(price) = prices.try_next().await? {
        println!("adds {price}");
        total += price;
    }
    Ok(total)
}

fn main() {
    executor::block_on(async {
        let all: Vec<_> = prices().collect().await;
        println!("{all:?}");
        println!("{:?}", total().await);
        println!("{:?}", prices().try_collect::<Vec<_>>().await);
    });
}
// ANCHOR_END: main
