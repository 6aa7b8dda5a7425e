//! A vector of futures is a list of things not yet begun.
//@ explore: holds

// ANCHOR: main
use std::cell::Cell;
use tokio::task::yield_now;

async fn order(dish: &str, begun: &Cell<u32>) {
    begun.update(|number| number + 1);
    println!("  the kitchen gets: {dish}");
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let begun = Cell::new(0);
    let orders = ["soup", "rice"].map(|dish| order(dish, &begun));
    println!("orders: {}", orders.len());
    yield_now().await; // a moment for whatever else is to run
    println!("begun: {}", begun.get());
    for order in orders {
        order.await;
    }
    println!("begun: {}", begun.get());
}
// ANCHOR_END: main
