//! A thread owns its arguments: whatever its closure captures by `move`.
//@ explore: holds

// ANCHOR: main
use std::thread;

fn charge(customer: String, cents: u32) -> String {
    format!("{customer} paid {cents} cents")
}

fn main() {
    let orders = vec![("Ada".to_owned(), 500), ("Grace".to_owned(), 250)];
    let mut threads = Vec::new();
    for (customer, cents) in orders {
        threads.push(thread::spawn(move || charge(customer, cents)));
    }
    for thread in threads {
        println!("{}", thread.join().unwrap());
    }
}
// ANCHOR_END: main
