//! A worker whose type says whether it has been started, and whose `stop` uses it up.
//@ explore: holds

// ANCHOR: worker
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

struct Idle {
    work: fn(u32) -> u32,
}

struct Running {
    tasks: Sender<u32>,
    thread: JoinHandle<Vec<u32>>,
}

impl Idle {
    fn start(self) -> Running {
        let (tasks, queue) = mpsc::channel();
        let thread = thread::spawn(move || queue.iter().map(self.work).collect());
        Running { tasks, thread }
    }
}

impl Running {
    fn add(&self, task: u32) {
        self.tasks.send(task).expect("the worker runs until stop");
    }

    fn stop(self) -> Vec<u32> {
        drop(self.tasks);
        self.thread.join().expect("the work does not panic")
    }
}
// ANCHOR_END: worker

// ANCHOR: main
fn square(number: u32) -> u32 {
    number * number
}

fn main() {
    let idle = Idle { work: square };
    let worker = idle.start();
    for number in 1..=4 {
        worker.add(number);
    }
    println!("{:?}", worker.stop());
}
// ANCHOR_END: main
