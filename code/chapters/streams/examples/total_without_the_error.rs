//! `while let Some(Ok(…))` takes an error for the end.
//@ explore: holds

// ANCHOR: main
use futures::{StreamExt, executor, stream};

fn main() {
    executor::block_on(async {
        let mut prices = stream::iter(["10", "20", "3O", "40"]).map(str::parse::<u32>);
        let mut total = 0;
        while let Some(Ok(price)) = prices.next().await {
            total += price;
        }
        println!("total: {total}");
    });
}
// ANCHOR_END: main
