//! Both guards of one statement live to its end, so the second is never given.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::Mutex;

fn main() {
    let stock = Mutex::new(vec![3, 4]);
    println!("counting");
    let total = stock.lock().unwrap()[0] + stock.lock().unwrap()[1];
    println!("{total}");
}
// ANCHOR_END: main
