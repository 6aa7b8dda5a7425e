//! `drop` runs before the fields are dropped: joining there waits for a channel that is still open.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

// ANCHOR: worker
struct Worker {
    tasks: Sender<u32>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap();
        }
    }
}
// ANCHOR_END: worker

fn main() {
    let (tasks, queue) = mpsc::channel();
    let thread = thread::spawn(move || {
        for task in queue {
            println!("task {task} done");
        }
    });
    let worker = Worker {
        tasks,
        thread: Some(thread),
    };
    worker.tasks.send(1).unwrap();
}
// ANCHOR_END: main
