//! Each method locks correctly; the decision made between two of them is out of date.
//@ output: one-of
//@ because: both customers may see the money before one of them takes it
//@ explore: outcomes
//@ graph

// ANCHOR: main
use std::sync::Mutex;
use std::thread;

struct Account {
    balance: Mutex<i64>,
}

impl Account {
    fn balance(&self) -> i64 {
        *self.balance.lock().unwrap()
    }

    fn subtract(&self, amount: i64) {
        *self.balance.lock().unwrap() -= amount;
    }
}

fn main() {
    let account = Account {
        balance: Mutex::new(100),
    };
    let buy = || {
        if account.balance() >= 80 {
            account.subtract(80);
        }
    };
    thread::scope(|scope| {
        scope.spawn(buy);
        scope.spawn(buy);
    });
    println!("balance {}", account.balance());
}
// ANCHOR_END: main
