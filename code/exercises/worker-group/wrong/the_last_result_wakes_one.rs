//! caught by: collectors_never_wait_for_ever, collectors_share_the_results: the last result wakes one collector, and nobody tells the others that there is no more

use std::any::Any;
use std::collections::VecDeque;
use std::mem;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
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

type Finished<R> = (TaskId, Result<R, Failed>);
type Work<T, R> = Box<dyn Fn(T) -> R + Send + Sync>;

pub struct Idle<T, R> {
    workers: NonZeroUsize,
    work: Work<T, R>,
}

pub struct Running<T, R> {
    shared: Arc<Shared<T, R>>,
    workers: Vec<JoinHandle<()>>,
}

struct Shared<T, R> {
    work: Work<T, R>,
    state: Mutex<State<T, R>>,
    task_or_end: Condvar,
    result_or_none: Condvar,
}

struct State<T, R> {
    next_id: u64,
    tasks: VecDeque<(TaskId, T)>,
    in_work: usize,
    results: VecDeque<Finished<R>>,
    open: bool,
}

impl<T, R> Shared<T, R> {
    fn lock(&self) -> MutexGuard<'_, State<T, R>> {
        self.state.lock().unwrap()
    }

    fn labor(&self) {
        let mut state = self.lock();
        loop {
            if let Some((id, task)) = state.tasks.pop_front() {
                state.in_work += 1;
                drop(state);
                let result = catch_unwind(AssertUnwindSafe(|| (self.work)(task))).map_err(message);
                state = self.lock();
                state.in_work -= 1;
                state.results.push_back((id, result));
                self.result_or_none.notify_one();
            } else if state.open {
                state = self.task_or_end.wait(state).unwrap();
            } else {
                return;
            }
        }
    }
}

impl<T: Send + 'static, R: Send + 'static> Idle<T, R> {
    pub fn new(workers: NonZeroUsize, work: impl Fn(T) -> R + Send + Sync + 'static) -> Self {
        Self {
            workers,
            work: Box::new(work),
        }
    }

    pub fn start(self) -> Running<T, R> {
        let shared = Arc::new(Shared {
            work: self.work,
            state: Mutex::new(State {
                next_id: 0,
                tasks: VecDeque::new(),
                in_work: 0,
                results: VecDeque::new(),
                open: true,
            }),
            task_or_end: Condvar::new(),
            result_or_none: Condvar::new(),
        });
        let workers = (0..self.workers.get())
            .map(|_| {
                let shared = Arc::clone(&shared);
                thread::spawn(move || shared.labor())
            })
            .collect();
        Running { shared, workers }
    }
}

impl<T: Send + 'static, R: Send + 'static> Running<T, R> {
    pub fn add(&self, task: T) -> TaskId {
        let mut state = self.shared.lock();
        let id = TaskId(state.next_id);
        state.next_id += 1;
        state.tasks.push_back((id, task));
        drop(state);
        self.shared.task_or_end.notify_one();
        id
    }

    pub fn next_result(&self) -> Option<(TaskId, Result<R, Failed>)> {
        let state = self.shared.lock();
        let mut state = self
            .shared
            .result_or_none
            .wait_while(state, |state| {
                state.results.is_empty() && (state.in_work > 0 || !state.tasks.is_empty())
            })
            .unwrap();
        state.results.pop_front()
    }

    pub fn stop(mut self) -> Vec<(TaskId, Result<R, Failed>)> {
        self.end();
        let mut left = Vec::from(mem::take(&mut self.shared.lock().results));
        left.sort_by_key(|(id, _)| *id);
        left
    }
}

impl<T, R> Running<T, R> {
    fn end(&mut self) {
        self.shared.lock().open = false;
        self.shared.task_or_end.notify_all();
        for worker in self.workers.drain(..) {
            worker.join().unwrap();
        }
    }
}

impl<T, R> Drop for Running<T, R> {
    fn drop(&mut self) {
        self.end();
    }
}
