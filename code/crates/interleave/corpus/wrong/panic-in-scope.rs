//@ finds: panic
//! A panic in a scoped thread ends the scope with a panic.

use std::thread;

fn main() {
    let numbers = [1, 2, 0];
    thread::scope(|scope| {
        for number in numbers {
            scope.spawn(move || 10 / number);
        }
    });
}
