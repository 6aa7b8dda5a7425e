//! A worker that catches what a job does wrong answers for every job.
//@ output: any-order
//@ because: the message of the panic is printed by the worker that met it
//@ explore: no, because the panic is the point of the program

// ANCHOR: main
use crossbeam::channel;
use std::{panic, thread};

fn halve(job: &str) -> u32 {
    let number: u32 = job.parse().unwrap();
    number / 2
}

fn main() {
    let (jobs, queue) = channel::unbounded();
    let (results, answers) = channel::unbounded();
    for job in ["1o", "20", "30"] {
        jobs.send(job).unwrap();
    }
    drop(jobs);

    thread::scope(|scope| {
        for _ in 0..2 {
            let (queue, results) = (queue.clone(), results.clone());
            scope.spawn(move || {
                for job in queue {
                    let answer = panic::catch_unwind(|| halve(job));
                    results.send((job, answer)).unwrap();
                }
            });
        }
        drop(results);
        for (job, answer) in answers {
            match answer {
                Ok(half) => println!("half of {job} is {half}"),
                Err(_) => println!("no answer for {job}"),
            }
        }
    });
}
// ANCHOR_END: main
