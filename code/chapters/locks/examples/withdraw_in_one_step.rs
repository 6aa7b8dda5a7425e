//! The decision and its consequence under one lock.
//@ explore: holds

use std::thread;

// ANCHOR: main
use std::sync::Mutex;

struct Account {
    balance: Mutex<u64>,
}

impl Account {
    fn withdraw(&self, amount: u64) -> Result<(), u64> {
        let mut balance = self.balance.lock().unwrap();
        match balance.checked_sub(amount) {
            Some(rest) => {
                *balance = rest;
                Ok(())
            }
            None => Err(*balance),
        }
    }
}
// ANCHOR_END: main

fn main() {
    let account = Account {
        balance: Mutex::new(100),
    };
    let (first, second) = thread::scope(|scope| {
        let first = scope.spawn(|| account.withdraw(80));
        let second = scope.spawn(|| account.withdraw(80));
        (first.join().unwrap(), second.join().unwrap())
    });
    let paid = [first, second]
        .iter()
        .filter(|answer| answer.is_ok())
        .count();
    println!(
        "{paid} of 2 paid, balance {}",
        account.balance.lock().unwrap()
    );
}
