//! A stream that has ended is asked once more, by the next round of a `select!`.
//@ exit: 101
//@ explore: fails panic

// ANCHOR: main
use futures::{Stream, StreamExt, stream};
use std::pin::pin;

fn countdown(from: u32) -> impl Stream<Item = u32> {
    stream::unfold(from, async |number| {
        let next = number.checked_sub(1)?;
        Some((number, next))
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (mut short, mut long) = (pin!(countdown(1)), pin!(countdown(3)));
    loop {
        tokio::select! {
            biased;
            Some(number) = short.next() => println!("short: {number}"),
            Some(number) = long.next() => println!("long: {number}"),
            else => break,
        }
    }
}
// ANCHOR_END: main
