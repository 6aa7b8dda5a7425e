//! A `RefCell` borrowed across an await, and a second future that borrows it meanwhile.
//@ exit: 101
//@ explore: fails panic

// ANCHOR: main
use std::cell::RefCell;
use tokio::task::yield_now;

#[expect(
    clippy::await_holding_refcell_ref,
    reason = "this is the mistake that the page shows"
)]
async fn add(names: &RefCell<Vec<String>>, name: &str) {
    let mut names = names.borrow_mut();
    yield_now().await;
    names.push(name.to_owned());
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let names = RefCell::new(Vec::new());
    tokio::join!(add(&names, "Ada"), add(&names, "Grace"));
    println!("{:?}", names.borrow());
}
// ANCHOR_END: main
