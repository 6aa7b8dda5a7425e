//! Starting a worker uses up the idle one.
//@ rejects: E0382

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

// ANCHOR: main
fn square(number: u32) -> u32 {
    number * number
}

fn main() {
    let idle = Idle { work: square };
    let first = idle.start();
    let second = idle.start();
    first.add(2);
    println!("{:?} {:?}", first.stop(), second.stop());
}
// ANCHOR_END: main
