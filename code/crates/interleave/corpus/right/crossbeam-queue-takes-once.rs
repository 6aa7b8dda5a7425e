//! Each item of a queue is popped once; a full queue gives the item back.

use crossbeam::queue::ArrayQueue;
use crossbeam::thread;
use crossbeam::utils::Backoff;

fn main() {
    let jobs = ArrayQueue::new(1);
    let sum = thread::scope(|scope| {
        scope.spawn(|_| {
            for number in [1, 2] {
                let backoff = Backoff::new();
                while jobs.push(number).is_err() {
                    backoff.snooze();
                }
            }
        });
        let mut sum = 0;
        while sum < 3 {
            match jobs.pop() {
                Some(number) => sum += number,
                None => std::thread::yield_now(),
            }
        }
        sum
    })
    .unwrap();
    assert_eq!(sum, 3);
}
