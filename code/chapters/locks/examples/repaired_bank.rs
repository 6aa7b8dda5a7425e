//! Whoever can put the data right takes it out of the error and clears the poison.
//@ explore: no, because the panic is the point of the program

use std::sync::Mutex;
use std::thread;

// ANCHOR: main
struct Cart {
    prices: Vec<u32>,
    total: u32,
}

fn recover(cart: &Mutex<Cart>) {
    let mut inside = cart.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    inside.total = inside.prices.iter().sum();
    cart.clear_poison();
}
// ANCHOR_END: main

fn main() {
    let cart = Mutex::new(Cart {
        prices: vec![5],
        total: 5,
    });
    let result = thread::scope(|scope| {
        scope
            .spawn(|| {
                let mut inside = cart.lock().unwrap();
                inside.prices.push(7);
                panic!("no price tag");
            })
            .join()
    });
    println!(
        "added: {}, poisoned: {}",
        result.is_ok(),
        cart.is_poisoned()
    );
    recover(&cart);
    println!(
        "total {}, poisoned: {}",
        cart.lock().unwrap().total,
        cart.is_poisoned()
    );
}
