//! Two workers share two jobs through cloned receivers, and who gets which is open.
//@ output: one-of
//@ because: the scheduler decides which worker takes which job
//@ explore: outcomes

// ANCHOR: main
use crossbeam::channel;
use std::thread;

fn main() {
    let (jobs, queue) = channel::unbounded();
    for job in [1, 2] {
        jobs.send(job).unwrap();
    }
    drop(jobs);

    let workers = ["A", "B"].map(|name| {
        let queue = queue.clone();
        thread::spawn(move || {
            let taken: Vec<u32> = queue.iter().collect();
            format!("{name} takes {taken:?}")
        })
    });
    let [a, b] = workers.map(|worker| worker.join().unwrap());
    println!("{a}, {b}");
}
// ANCHOR_END: main
