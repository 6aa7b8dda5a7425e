//! A test drops a future after none, one, two polls, and looks at what it leaves behind.
//@ explore: holds

// ANCHOR: main
use std::cell::Cell;
use std::pin::pin;
use std::task::{Context, Waker};
use tokio::task::yield_now;

async fn transfer(from: &Cell<u32>, to: &Cell<u32>, amount: u32) {
    yield_now().await; // asks whether the account exists
    from.update(|balance| balance - amount);
    yield_now().await; // asks the bank
    to.update(|balance| balance + amount);
}

/// Polls at most so many times, and drops the future. Whether it was done by then.
fn cancel_after(polls: usize, future: impl Future) -> bool {
    let mut future = pin!(future);
    let mut context = Context::from_waker(Waker::noop());
    (0..polls).any(|_| future.as_mut().poll(&mut context).is_ready())
}

fn main() {
    for polls in 0.. {
        let (ada, grace) = (Cell::new(100), Cell::new(100));
        let done = cancel_after(polls, transfer(&ada, &grace, 10));
        let sum = ada.get() + grace.get();
        println!("dropped after {polls} polls: the sum is {sum}");
        if done {
            break;
        }
    }
}
// ANCHOR_END: main
