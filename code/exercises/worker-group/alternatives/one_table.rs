//! design: one table in which each task has a stage, and one condition for every change

use std::any::Any;
use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread::{self, JoinHandle};

pub struct Idle<T, R> {
    workers: NonZeroUsize,
    work: Arc<dyn Fn(T) -> R + Send + Sync>,
}

/// Where a task is.
enum Stage<T, R> {
    Waiting(T),
    InWork,
    /// With the place in the order in which tasks finished.
    Done(u64, Result<R, Failed>),
}

struct Table<T, R> {
    stages: BTreeMap<TaskId, Stage<T, R>>,
    added: u64,
    done: u64,
    closed: bool,
}

struct Shared<T, R> {
    table: Mutex<Table<T, R>>,
    changed: Condvar,
}

pub struct Running<T, R> {
    shared: Arc<Shared<T, R>>,
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
        let shared = Arc::new(Shared {
            table: Mutex::new(Table {
                stages: BTreeMap::new(),
                added: 0,
                done: 0,
                closed: false,
            }),
            changed: Condvar::new(),
        });
        let threads = (0..self.workers.get())
            .map(|_| {
                let (shared, work) = (shared.clone(), self.work.clone());
                thread::spawn(move || {
                    while let Some((id, task)) = shared.take() {
                        let result = catch_unwind(AssertUnwindSafe(|| work(task)));
                        shared.put(id, result.map_err(|payload| Failed(message(payload))));
                    }
                })
            })
            .collect();
        Running { shared, threads }
    }
}

impl<T, R> Shared<T, R> {
    fn take(&self) -> Option<(TaskId, T)> {
        let mut table = self.table.lock().unwrap();
        loop {
            let waiting = table
                .stages
                .iter_mut()
                .find(|(_, stage)| matches!(stage, Stage::Waiting(_)));
            if let Some((id, stage)) = waiting {
                let Stage::Waiting(task) = std::mem::replace(stage, Stage::InWork) else {
                    unreachable!("it was found waiting");
                };
                return Some((*id, task));
            }
            if table.closed {
                return None;
            }
            table = self.changed.wait(table).unwrap();
        }
    }

    fn put(&self, id: TaskId, result: Result<R, Failed>) {
        let mut table = self.table.lock().unwrap();
        let place = table.done;
        table.done += 1;
        table.stages.insert(id, Stage::Done(place, result));
        self.changed.notify_all();
    }
}

impl<T: Send + 'static, R: Send + 'static> Running<T, R> {
    pub fn add(&self, task: T) -> TaskId {
        let mut table = self.shared.table.lock().unwrap();
        let id = TaskId(table.added);
        table.added += 1;
        table.stages.insert(id, Stage::Waiting(task));
        self.shared.changed.notify_all();
        id
    }

    pub fn next_result(&self) -> Option<(TaskId, Result<R, Failed>)> {
        let mut table = self.shared.table.lock().unwrap();
        while !table.stages.is_empty() {
            let first = table
                .stages
                .iter()
                .filter_map(|(id, stage)| match stage {
                    Stage::Done(place, _) => Some((*place, *id)),
                    _ => None,
                })
                .min();
            if let Some((_, id)) = first {
                let Some(Stage::Done(_, result)) = table.stages.remove(&id) else {
                    unreachable!("it was found done");
                };
                // Perhaps it was the last, and others wait for nothing.
                self.shared.changed.notify_all();
                return Some((id, result));
            }
            table = self.shared.changed.wait(table).unwrap();
        }
        None
    }

    pub fn stop(mut self) -> Vec<(TaskId, Result<R, Failed>)> {
        self.end();
        let stages = std::mem::take(&mut self.shared.table.lock().unwrap().stages);
        stages
            .into_iter()
            .map(|(id, stage)| match stage {
                Stage::Done(_, result) => (id, result),
                _ => unreachable!("the workers ended, so everything is done"),
            })
            .collect()
    }
}

impl<T, R> Running<T, R> {
    fn end(&mut self) {
        self.shared.table.lock().unwrap().closed = true;
        self.shared.changed.notify_all();
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
