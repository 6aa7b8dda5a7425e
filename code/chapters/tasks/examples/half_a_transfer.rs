//! A limit that strikes between the two halves of a transfer.
//@ explore: holds

// ANCHOR: main
use std::cell::Cell;
use std::time::Duration;
use tokio::time::{sleep, timeout};

async fn ask_the_bank() {
    sleep(Duration::from_secs(3)).await;
}

async fn transfer(from: &Cell<u32>, to: &Cell<u32>, amount: u32) {
    from.update(|balance| balance - amount);
    ask_the_bank().await;
    to.update(|balance| balance + amount);
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (ada, grace) = (Cell::new(100), Cell::new(100));
    for limit in [5, 2] {
        let result = timeout(Duration::from_secs(limit), transfer(&ada, &grace, 10)).await;
        println!("{result:?}: Ada {}, Grace {}", ada.get(), grace.get());
    }
}
// ANCHOR_END: main
