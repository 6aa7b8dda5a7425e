//! A scope gives the panics of its threads back as an error.

use crossbeam::thread;

fn main() {
    let mut numbers = vec![1, 2, 3];
    let result = thread::scope(|scope| {
        let sum = scope.spawn(|inner| {
            let half = inner.spawn(|_| numbers[0]);
            half.join().unwrap() + numbers[2]
        });
        scope.spawn(|_| panic!("on purpose"));
        sum.join().unwrap()
    });
    assert!(result.is_err());
    numbers.push(4);
}
