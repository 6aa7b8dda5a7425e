//! A worker that catches what a job does wrong answers for every job.
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
        let mut outcomes: Vec<_> = answers.iter().collect();
        outcomes.sort_unstable_by_key(|(job, _)| *job);
        for (job, answer) in outcomes {
            match answer {
                Ok(half) => println!("half of {job} is {half}"),
                Err(_) => println!("no answer for {job}"),
            }
        }
    });
}
// ANCHOR_END: main
