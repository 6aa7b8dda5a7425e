//! A worker that finishes its queue when it goes out of scope.
//@ explore: holds

// ANCHOR: main
use std::sync::mpsc::{self, Sender};
use std::thread::{self, JoinHandle};

// ANCHOR: worker
struct Worker {
    tasks: Option<Sender<u32>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Worker {
    fn drop(&mut self) {
        drop(self.tasks.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
            && !thread::panicking()
        {
            panic!("the worker failed");
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
        tasks: Some(tasks),
        thread: Some(thread),
    };
    for task in 1..=3 {
        worker
            .tasks
            .as_ref()
            .expect("open until drop")
            .send(task)
            .unwrap();
    }
}
// ANCHOR_END: main
