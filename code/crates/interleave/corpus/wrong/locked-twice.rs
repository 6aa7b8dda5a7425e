//@ finds: deadlock
//! A method calls another one that takes the same lock.

use std::sync::Mutex;

struct Account {
    cents: Mutex<i64>,
}

impl Account {
    fn balance(&self) -> i64 {
        *self.cents.lock().unwrap()
    }

    fn withdraw(&self, amount: i64) -> bool {
        let mut cents = self.cents.lock().unwrap();
        if self.balance() < amount {
            return false;
        }
        *cents -= amount;
        true
    }
}

fn main() {
    let account = Account { cents: Mutex::new(500) };
    assert!(account.withdraw(100));
}
