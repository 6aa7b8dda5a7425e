//! Everybody takes the account with the smaller number first, so nobody waits in a circle.
//@ explore: holds

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

fn transfer(accounts: &[Mutex<i64>], from: usize, to: usize, amount: i64) {
    if from == to {
        return;
    }
    let mut first = accounts[from.min(to)].lock().unwrap();
    let mut second = accounts[from.max(to)].lock().unwrap();
    let change = if from < to { amount } else { -amount };
    *first -= change;
    *second += change;
}

fn main() {
    let accounts = [Mutex::new(100), Mutex::new(100)];
    thread::scope(|scope| {
        scope.spawn(|| transfer(&accounts, 0, 1, 10));
        scope.spawn(|| transfer(&accounts, 1, 0, 30));
    });
    let balances = accounts.map(|account| account.into_inner().unwrap());
    println!("{balances:?}");
}
// ANCHOR_END: main
