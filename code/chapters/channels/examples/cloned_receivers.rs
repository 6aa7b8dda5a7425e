//! Three workers share a queue by cloning its receiver; dropping the sender ends all three.
//@ explore: holds

// ANCHOR: main
use crossbeam::channel;
use std::thread;

fn main() {
    let (jobs, queue) = channel::unbounded();
    let (results, answers) = channel::unbounded();

    thread::scope(|scope| {
        for _ in 0..3 {
            let queue = queue.clone();
            let results = results.clone();
            scope.spawn(move || {
                for number in queue {
                    results.send(number * number).unwrap();
                }
            });
        }
        drop(results);

        for number in 1..=5_u32 {
            jobs.send(number).unwrap();
        }
        drop(jobs);

        let mut squares: Vec<_> = answers.iter().collect();
        squares.sort_unstable();
        println!("{squares:?}");
    });
}
// ANCHOR_END: main
