//! Two threads take the same two locks in opposite order.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::{Barrier, Mutex};
use std::thread;

fn transfer(from: &Mutex<i64>, to: &Mutex<i64>, both_have_one: &Barrier) {
    let mut from = from.lock().unwrap();
    both_have_one.wait(); // makes certain what is possible without it
    let mut to = to.lock().unwrap();
    *from -= 10;
    *to += 10;
}

fn main() {
    let ada = Mutex::new(100);
    let grace = Mutex::new(100);
    let both_have_one = Barrier::new(2);
    println!("two transfers begin");
    thread::scope(|scope| {
        scope.spawn(|| transfer(&ada, &grace, &both_have_one));
        scope.spawn(|| transfer(&grace, &ada, &both_have_one));
    });
    println!("two transfers are done");
}
// ANCHOR_END: main
