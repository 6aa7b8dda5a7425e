//! A channel that always has a message: tokio makes its reader wait now and then.
//@ explore: no, because the budget of cooperative scheduling is beyond its model

// ANCHOR: main
use std::cell::Cell;
use tokio::sync::mpsc;
use tokio::task::{coop::unconstrained, yield_now};

async fn drain(messages: u32) {
    let (sender, mut receiver) = mpsc::unbounded_channel();
    (0..messages).for_each(|number| sender.send(number).unwrap());
    drop(sender);
    while receiver.recv().await.is_some() {}
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    for limited in [true, false] {
        let (turns, done) = (Cell::new(0), Cell::new(false));
        let work = async {
            if limited {
                drain(1000).await
            } else {
                unconstrained(drain(1000)).await
            }
            done.set(true);
        };
        let other = async {
            while !done.get() {
                turns.update(|number| number + 1);
                yield_now().await;
            }
        };
        tokio::join!(biased; work, other);
        println!("limited: {limited}, turns of the other: {}", turns.get());
    }
}
// ANCHOR_END: main
