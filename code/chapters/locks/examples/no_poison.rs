//! A lock of parking_lot knows no poison: after a panic it is free, like Python's.
//@ explore: no, because the panic is the point of the program

// ANCHOR: main
use std::thread;

use parking_lot::Mutex;

fn main() {
    let accounts = Mutex::new(vec![100, 100]);

    let result = thread::scope(|scope| {
        let thread = scope.spawn(|| {
            let mut accounts = accounts.lock();
            accounts[0] -= 40;
            accounts[7] += 40;
        });
        thread.join()
    });

    println!("transferred: {}", result.is_ok());
    println!("{} of 200 left", accounts.lock().iter().sum::<i32>());
}
// ANCHOR_END: main
