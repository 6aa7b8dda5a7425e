//! A future, polled by hand: it goes on as far as it can, and says whether it is done.
//@ explore: holds

// ANCHOR: main
use std::pin::pin;
use std::task::{Context, Waker};
use tokio::sync::oneshot;

async fn order(dish: &str, bell: oneshot::Receiver<u32>) -> String {
    println!("  the kitchen gets: {dish}");
    let minutes = bell.await.expect("the kitchen rings");
    println!("  the bell has rung");
    format!("{dish} after {minutes} minutes")
}

fn main() {
    let (kitchen, bell) = oneshot::channel();
    let mut order = pin!(order("soup", bell));
    let mut context = Context::from_waker(Waker::noop());
    println!("ordered");
    println!("{:?}", order.as_mut().poll(&mut context));
    println!("{:?}", order.as_mut().poll(&mut context));
    kitchen.send(7).unwrap();
    println!("{:?}", order.as_mut().poll(&mut context));
}
// ANCHOR_END: main
