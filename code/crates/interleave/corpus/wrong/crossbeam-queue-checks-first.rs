//@ finds: panic
//! Between `is_empty` and `pop` another thread takes the last item.

use crossbeam::queue::SegQueue;
use crossbeam::thread;

fn main() {
    let jobs = SegQueue::new();
    jobs.push("only one");
    thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|_| {
                if !jobs.is_empty() {
                    println!("{}", jobs.pop().unwrap());
                }
            });
        }
    })
    .unwrap();
}
