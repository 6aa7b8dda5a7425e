//! caught by: any_number_of_tasks_may_wait: a channel with room for a thousand tasks makes add wait for a worker when they are there

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

/// The number of a task, unique within its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(pub u64);

/// The task panicked; this is its message.
#[derive(Debug, PartialEq, Eq)]
pub struct Failed(pub String);

fn message(payload: Box<dyn Any + Send>) -> Failed {
    if let Some(text) = payload.downcast_ref::<&str>() {
        return Failed(text.to_string());
    }
    match payload.downcast::<String>() {
        Ok(text) => Failed(*text),
        Err(_) => Failed("the task panicked without words".to_string()),
    }
}

type Outcome<R> = (TaskId, Result<R, Failed>);

pub struct Idle<T, R> {
    workers: NonZeroUsize,
    work: Arc<dyn Fn(T) -> R + Send + Sync>,
}

pub struct Running<T, R> {
    next_id: AtomicU64,
    outstanding: AtomicUsize,
    tasks: Option<SyncSender<(TaskId, T)>>,
    results: Mutex<Receiver<Outcome<R>>>,
    workers: Vec<JoinHandle<()>>,
}

impl<T: Send + 'static, R: Send + 'static> Idle<T, R> {
    pub fn new(workers: NonZeroUsize, work: impl Fn(T) -> R + Send + Sync + 'static) -> Self {
        Self {
            workers,
            work: Arc::new(work),
        }
    }

    pub fn start(self) -> Running<T, R> {
        let (tasks, todo) = sync_channel::<(TaskId, T)>(1024);
        let (done, results) = channel();
        let todo = Arc::new(Mutex::new(todo));
        let workers = (0..self.workers.get())
            .map(|_| {
                let (work, todo, done) = (Arc::clone(&self.work), Arc::clone(&todo), done.clone());
                thread::spawn(move || {
                    loop {
                        // The lock is given back at the end of this statement, before the work.
                        let Ok((id, task)) = todo.lock().unwrap().recv() else {
                            return;
                        };
                        let result = catch_unwind(AssertUnwindSafe(|| work(task)));
                        if done.send((id, result.map_err(message))).is_err() {
                            return;
                        }
                    }
                })
            })
            .collect();
        Running {
            next_id: AtomicU64::new(1),
            outstanding: AtomicUsize::new(0),
            tasks: Some(tasks),
            results: Mutex::new(results),
            workers,
        }
    }
}

impl<T: Send + 'static, R: Send + 'static> Running<T, R> {
    pub fn add(&self, task: T) -> TaskId {
        let id = TaskId(self.next_id.fetch_add(1, Ordering::Relaxed));
        self.outstanding.fetch_add(1, Ordering::SeqCst);
        let tasks = self.tasks.as_ref().expect("taken by the end only");
        tasks
            .send((id, task))
            .expect("workers leave after the sender");
        id
    }

    pub fn next_result(&self) -> Option<(TaskId, Result<R, Failed>)> {
        let results = self.results.lock().unwrap();
        // Only the holder of the lock makes this number smaller.
        if self.outstanding.load(Ordering::SeqCst) == 0 {
            return None;
        }
        let result = results.recv().expect("an outstanding task has a worker");
        self.outstanding.fetch_sub(1, Ordering::SeqCst);
        Some(result)
    }

    pub fn stop(mut self) -> Vec<(TaskId, Result<R, Failed>)> {
        self.join();
        let mut rest: Vec<_> = self.results.get_mut().unwrap().try_iter().collect();
        rest.sort_unstable_by_key(|&(id, _)| id);
        rest
    }
}

impl<T, R> Running<T, R> {
    fn join(&mut self) {
        self.tasks = None;
        for worker in self.workers.drain(..) {
            worker
                .join()
                .expect("a worker catches the panics of its tasks");
        }
    }
}

impl<T, R> Drop for Running<T, R> {
    fn drop(&mut self) {
        self.join();
    }
}
