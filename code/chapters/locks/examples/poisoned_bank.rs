//! A panic under the lock poisons it: the next thread is told that the data may be half changed.
//@ explore: no, because the panic is the point of the program

// ANCHOR: main
use std::collections::HashMap;
use std::sync::Mutex;
use std::thread;

type Accounts = HashMap<&'static str, i64>;

fn transfer(accounts: &Mutex<Accounts>, from: &str, to: &str, amount: i64) {
    let mut accounts = accounts.lock().unwrap();
    *accounts.get_mut(from).expect("no such account") -= amount;
    *accounts.get_mut(to).expect("no such account") += amount;
}

fn main() {
    let accounts = Mutex::new(Accounts::from([("Ada", 100), ("Grace", 100)]));

    thread::scope(|scope| {
        let thread = scope.spawn(|| transfer(&accounts, "Ada", "Grcae", 40));
        println!("transferred: {}", thread.join().is_ok());
    });

    match accounts.lock() {
        Ok(accounts) => println!("{} of 200 left", accounts.values().sum::<i64>()),
        Err(poisoned) => println!("{poisoned}"),
    }
}
// ANCHOR_END: main
