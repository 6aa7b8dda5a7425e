//! Two transfers take the same two locks, and nothing makes them meet.
//@ output: explored
//@ because: whether the transfers meet between their two locks is up to the operating system
//@ explore: fails deadlock
//@ graph

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn transfer(from: &Mutex<i64>, to: &Mutex<i64>) {
    let mut from = from.lock().unwrap();
    let mut to = to.lock().unwrap();
    *from -= 10;
    *to += 10;
}

fn main() {
    let ada = Mutex::new(100);
    let grace = Mutex::new(100);
    thread::scope(|scope| {
        scope.spawn(|| transfer(&ada, &grace));
        scope.spawn(|| transfer(&grace, &ada));
    });
    println!("two transfers are done");
}
// ANCHOR_END: main
