//! caught by: none_means_nothing_outstanding, results_carry_their_numbers: None only says that nothing has finished yet

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};

pub struct Idle<T, R> {
    workers: NonZeroUsize,
    work: Arc<dyn Fn(T) -> R + Send + Sync>,
}

type Finished<R> = (TaskId, Result<R, Failed>);

pub struct Running<T, R> {
    tasks: Option<Sender<(TaskId, T)>>,
    results: Mutex<Receiver<Finished<R>>>,
    outstanding: AtomicUsize,
    next_id: AtomicU64,
    threads: Vec<JoinHandle<()>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(pub u64);

#[derive(Debug, PartialEq, Eq)]
pub struct Failed(pub String);

impl<T: Send + 'static, R: Send + 'static> Idle<T, R> {
    pub fn new(workers: NonZeroUsize, work: impl Fn(T) -> R + Send + Sync + 'static) -> Self {
        Self {
            workers,
            work: Arc::new(work),
        }
    }

    pub fn start(self) -> Running<T, R> {
        let (tasks, queue) = channel::<(TaskId, T)>();
        let (finished, results) = channel();
        let queue = Arc::new(Mutex::new(queue));
        let threads = (0..self.workers.get())
            .map(|_| {
                let queue = queue.clone();
                let finished = finished.clone();
                let work = self.work.clone();
                thread::spawn(move || {
                    loop {
                        let next = queue.lock().unwrap().recv();
                        let Ok((id, task)) = next else { break };
                        let result = catch_unwind(AssertUnwindSafe(|| work(task)));
                        let result = result.map_err(|payload| Failed(message(payload)));
                        let _ = finished.send((id, result));
                    }
                })
            })
            .collect();
        Running {
            tasks: Some(tasks),
            results: Mutex::new(results),
            outstanding: AtomicUsize::new(0),
            next_id: AtomicU64::new(0),
            threads,
        }
    }
}

impl<T: Send + 'static, R: Send + 'static> Running<T, R> {
    pub fn add(&self, task: T) -> TaskId {
        let id = TaskId(self.next_id.fetch_add(1, Ordering::Relaxed));
        self.outstanding.fetch_add(1, Ordering::SeqCst);
        self.tasks.as_ref().unwrap().send((id, task)).unwrap();
        id
    }

    pub fn next_result(&self) -> Option<(TaskId, Result<R, Failed>)> {
        let result = self.results.lock().unwrap().try_recv().ok()?;
        self.outstanding.fetch_sub(1, Ordering::SeqCst);
        Some(result)
    }

    pub fn stop(mut self) -> Vec<(TaskId, Result<R, Failed>)> {
        self.end();
        let mut rest: Vec<_> = self.results.lock().unwrap().try_iter().collect();
        rest.sort_by_key(|(id, _)| *id);
        rest
    }
}

impl<T, R> Running<T, R> {
    fn end(&mut self) {
        drop(self.tasks.take());
        for thread in self.threads.drain(..) {
            thread.join().unwrap();
        }
    }
}

impl<T, R> Drop for Running<T, R> {
    fn drop(&mut self) {
        self.end();
    }
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => text.to_string(),
            Err(_) => String::from("a panic without a message"),
        },
    }
}
