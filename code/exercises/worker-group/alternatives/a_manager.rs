//! design: a thread of its own manages the group and owns everything; all others send it letters

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
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
type Work<T, R> = dyn Fn(T) -> R + Send + Sync;

pub struct Idle<T, R> {
    workers: NonZeroUsize,
    work: Arc<Work<T, R>>,
}

pub struct Running<T, R> {
    numbers: AtomicU64,
    manager: Sender<Letter<T, R>>,
    thread: Option<JoinHandle<Vec<Outcome<R>>>>,
}

enum Letter<T, R> {
    Add(TaskId, T),
    Want(Sender<Option<Outcome<R>>>),
    Done { worker: usize, outcome: Outcome<R> },
    Stop,
}

struct Manager<T, R> {
    desks: Vec<Sender<(TaskId, T)>>,
    free: Vec<usize>,
    tasks: VecDeque<(TaskId, T)>,
    results: VecDeque<Outcome<R>>,
    waiting: VecDeque<Sender<Option<Outcome<R>>>>,
    stopping: bool,
}

impl<T, R> Manager<T, R> {
    fn unfinished(&self) -> usize {
        self.tasks.len() + self.desks.len() - self.free.len()
    }

    fn run(mut self, letters: &Receiver<Letter<T, R>>) -> Vec<Outcome<R>> {
        while !(self.stopping && self.unfinished() == 0) {
            match letters.recv().expect("the workers can always write") {
                Letter::Add(id, task) => self.tasks.push_back((id, task)),
                Letter::Want(reply) => self.waiting.push_back(reply),
                Letter::Done { worker, outcome } => {
                    self.free.push(worker);
                    self.results.push_back(outcome);
                }
                Letter::Stop => self.stopping = true,
            }
            self.hand_out();
        }
        self.results.into()
    }

    fn hand_out(&mut self) {
        while !self.free.is_empty() && !self.tasks.is_empty() {
            let (worker, task) = (self.free.pop().unwrap(), self.tasks.pop_front().unwrap());
            let _ = self.desks[worker].send(task);
        }
        while !self.waiting.is_empty() && !self.results.is_empty() {
            let reply = self.waiting.pop_front().unwrap();
            let _ = reply.send(self.results.pop_front());
        }
        if self.unfinished() == 0 {
            for reply in self.waiting.drain(..) {
                let _ = reply.send(None);
            }
        }
    }
}

impl<T: Send + 'static, R: Send + 'static> Idle<T, R> {
    pub fn new(workers: NonZeroUsize, work: impl Fn(T) -> R + Send + Sync + 'static) -> Self {
        Self {
            workers,
            work: Arc::new(work),
        }
    }

    pub fn start(self) -> Running<T, R> {
        let (manager, letters) = channel();
        let mut desks = Vec::new();
        let mut threads = Vec::new();
        for worker in 0..self.workers.get() {
            let (desk, todo) = channel::<(TaskId, T)>();
            let (work, report) = (Arc::clone(&self.work), manager.clone());
            desks.push(desk);
            threads.push(thread::spawn(move || {
                for (id, task) in todo {
                    let outcome = catch_unwind(AssertUnwindSafe(|| work(task))).map_err(message);
                    let letter = Letter::Done {
                        worker,
                        outcome: (id, outcome),
                    };
                    if report.send(letter).is_err() {
                        return;
                    }
                }
            }));
        }
        drop(self.work);
        let free = (0..desks.len()).rev().collect();
        let state = Manager {
            desks,
            free,
            tasks: VecDeque::new(),
            results: VecDeque::new(),
            waiting: VecDeque::new(),
            stopping: false,
        };
        let thread = thread::spawn(move || {
            let left = state.run(&letters);
            // `run` dropped the desks: the workers have no more to do.
            for worker in threads {
                worker.join().unwrap();
            }
            left
        });
        Running {
            numbers: AtomicU64::new(0),
            manager,
            thread: Some(thread),
        }
    }
}

impl<T: Send + 'static, R: Send + 'static> Running<T, R> {
    pub fn add(&self, task: T) -> TaskId {
        let id = TaskId(self.numbers.fetch_add(1, Ordering::Relaxed));
        let sent = self.manager.send(Letter::Add(id, task));
        assert!(sent.is_ok(), "the manager stays until the group ends");
        id
    }

    pub fn next_result(&self) -> Option<(TaskId, Result<R, Failed>)> {
        let (reply, answer) = channel();
        self.manager.send(Letter::Want(reply)).ok()?;
        answer.recv().ok()?
    }

    pub fn stop(mut self) -> Vec<(TaskId, Result<R, Failed>)> {
        let mut left = self.end();
        left.sort_by_key(|(id, _)| id.0);
        left
    }
}

impl<T, R> Running<T, R> {
    fn end(&mut self) -> Vec<Outcome<R>> {
        let _ = self.manager.send(Letter::Stop);
        match self.thread.take() {
            Some(thread) => thread.join().unwrap(),
            None => Vec::new(),
        }
    }
}

impl<T, R> Drop for Running<T, R> {
    fn drop(&mut self) {
        self.end();
    }
}
