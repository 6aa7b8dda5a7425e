//! Lock, read, unlock, lock, write: no data race, and an update can still be lost.
//@ output: one-of
//@ because: the other thread may come in between the two locks
//@ explore: outcomes

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn deposit(balance: &Mutex<u64>) {
    let seen = *balance.lock().unwrap();
    *balance.lock().unwrap() = seen + 1;
}

fn main() {
    let balance = Mutex::new(0);
    thread::scope(|scope| {
        scope.spawn(|| deposit(&balance));
        scope.spawn(|| deposit(&balance));
    });
    println!(
        "two deposits of 1, balance {}",
        balance.into_inner().unwrap()
    );
}
// ANCHOR_END: main
