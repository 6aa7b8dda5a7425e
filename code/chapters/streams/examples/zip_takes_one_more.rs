//! `zip` takes an item of the longer stream before it knows that the other one has ended.
//@ explore: holds

// ANCHOR: main
use futures::{StreamExt, executor, stream};

fn main() {
    let guests = ["Ada", "Grace"];
    executor::block_on(async {
        let mut tickets = stream::iter(1..=4);
        let seated: Vec<_> = tickets.by_ref().zip(stream::iter(guests)).collect().await;
        println!(
            "{seated:?}, and the next ticket is {:?}",
            tickets.next().await
        );

        let mut tickets = stream::iter(1..=4);
        let seated: Vec<_> = stream::iter(guests).zip(tickets.by_ref()).collect().await;
        println!(
            "{seated:?}, and the next ticket is {:?}",
            tickets.next().await
        );
    });

    let mut tickets = 1..=4;
    let seated: Vec<_> = guests.into_iter().zip(tickets.by_ref()).collect();
    println!("{seated:?}, and the next ticket is {:?}", tickets.next());
}
// ANCHOR_END: main
