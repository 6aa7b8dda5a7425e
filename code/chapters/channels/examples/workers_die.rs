//! Every bad job kills a worker, and the good jobs behind it are left undone.
//@ output: any-order
//@ because: the two workers panic in either order
//@ explore: no, because the panics are the point of the program

// ANCHOR: main
use crossbeam::channel;
use std::thread;

fn main() {
    let (jobs, queue) = channel::unbounded();
    for job in ["1o", "2o", "30", "40", "50"] {
        jobs.send(job).unwrap();
    }
    drop(jobs);

    let workers: Vec<_> = (0..2)
        .map(|_| {
            let queue = queue.clone();
            thread::spawn(move || {
                for job in queue {
                    let number: u32 = job.parse().unwrap();
                    println!("done: {number}");
                }
            })
        })
        .collect();

    for worker in workers {
        let _ = worker.join();
    }
    println!("all workers have ended, {} jobs are left", queue.len());
}
// ANCHOR_END: main
