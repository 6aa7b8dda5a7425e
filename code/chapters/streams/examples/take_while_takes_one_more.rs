//! `take_while` must take an item to see that it does not want it.
//@ explore: holds

// ANCHOR: main
use futures::{StreamExt, executor, future, stream};
use std::pin::pin;

fn main() {
    executor::block_on(async {
        let mut numbers = stream::iter([1, 2, 9, 3]);
        let small = numbers
            .by_ref()
            .take_while(|number| future::ready(*number < 5));
        println!("{:?}", small.collect::<Vec<_>>().await);
        println!("then {:?}", numbers.next().await);

        let mut numbers = pin!(stream::iter([1, 2, 9, 3]).peekable());
        while let Some(number) = numbers.as_mut().next_if(|number| *number < 5).await {
            println!("{number}");
        }
        println!("then {:?}", numbers.next().await);
    });
}
// ANCHOR_END: main
