//! A job that waits for another job of the same pool can wait for ever.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

type Job = Box<dyn FnOnce() + Send>;

fn main() {
    let (jobs, queue) = mpsc::channel::<Job>();
    let worker = thread::spawn(move || {
        for job in queue {
            job();
        }
    });

    let same_pool = jobs.clone();
    let outer = move || {
        let (sender, answer) = mpsc::channel();
        let inner = move || sender.send(42).unwrap();
        same_pool.send(Box::new(inner)).unwrap();
        println!("the outer job waits for the inner job");
        println!("the answer is {}", answer.recv().unwrap());
    };
    jobs.send(Box::new(outer)).unwrap();
    drop(jobs);
    worker.join().unwrap();
}
// ANCHOR_END: main
