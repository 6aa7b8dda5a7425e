//! A group of workers around one lock: the queue, the results, and how many tasks are between the two.
//!
//! Whether a collector may give up depends on all three at once ("no result here, none under way"), so they change under
//! one lock, and no collector can decide to wait for a result that another one has just taken. The states of the group
//! are types: what consumes an `Idle` gives a `Running`, and what consumes that ends the group.

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

/// A group that has not started. No thread runs yet.
pub struct Idle<T, R> {
    workers: NonZeroUsize,
    work: Box<Work<T, R>>,
}

/// A group that takes tasks.
///
/// Dropping it lets tasks finish that have begun, throws away the others, and joins the workers.
pub struct Running<T, R> {
    shared: Arc<Shared<T, R>>,
    threads: Vec<JoinHandle<()>>,
}

/// The number of a task, unique within its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(pub u64);

/// The task panicked; this is its message.
#[derive(Debug, PartialEq, Eq)]
pub struct Failed(pub String);

type Work<T, R> = dyn Fn(T) -> R + Send + Sync;

struct Shared<T, R> {
    state: Mutex<State<T, R>>,
    /// Workers sleep here until there is a task, or no more will come.
    work_to_do: Condvar,
    /// Collectors sleep here until there is a result, or none can come.
    finished: Condvar,
}

struct State<T, R> {
    tasks: VecDeque<(TaskId, T)>,
    results: VecDeque<(TaskId, Result<R, Failed>)>,
    /// Tasks that are in the queue or with a worker: as many results are still to come.
    unfinished: usize,
    next_id: u64,
    closed: bool,
}

impl<T: Send + 'static, R: Send + 'static> Idle<T, R> {
    /// A group of `workers` threads that will call `work` for each task.
    pub fn new(workers: NonZeroUsize, work: impl Fn(T) -> R + Send + Sync + 'static) -> Self {
        Self {
            workers,
            work: Box::new(work),
        }
    }

    /// Starts the workers. It consumes the group: starting twice does not compile.
    pub fn start(self) -> Running<T, R> {
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                tasks: VecDeque::new(),
                results: VecDeque::new(),
                unfinished: 0,
                next_id: 0,
                closed: false,
            }),
            work_to_do: Condvar::new(),
            finished: Condvar::new(),
        });
        let work: Arc<Work<T, R>> = self.work.into();
        let threads = (0..self.workers.get())
            .map(|_| {
                let (shared, work) = (shared.clone(), work.clone());
                thread::spawn(move || shared.serve(&*work))
            })
            .collect();
        Running { shared, threads }
    }
}

impl<T: Send + 'static, R: Send + 'static> Running<T, R> {
    /// Hands in a task, without waiting for a worker.
    pub fn add(&self, task: T) -> TaskId {
        let mut state = self.shared.lock();
        let id = TaskId(state.next_id);
        state.next_id += 1;
        state.unfinished += 1;
        state.tasks.push_back((id, task));
        drop(state);
        self.shared.work_to_do.notify_one();
        id
    }

    /// The next task that finishes; waits for it.
    ///
    /// `None` when nothing is outstanding: each task that was added has been handed out. Never waits for ever.
    pub fn next_result(&self) -> Option<(TaskId, Result<R, Failed>)> {
        self.shared
            .finished
            .wait_while(self.shared.lock(), |state| {
                state.results.is_empty() && state.unfinished > 0
            })
            .unwrap_or_else(PoisonError::into_inner)
            .results
            .pop_front()
    }

    /// Finishes the queue, joins the workers, and hands out what was not collected, ordered by number.
    pub fn stop(mut self) -> Vec<(TaskId, Result<R, Failed>)> {
        self.end();
        let mut rest = Vec::from(std::mem::take(&mut self.shared.lock().results));
        rest.sort_unstable_by_key(|(id, _)| *id);
        rest
    }
}

impl<T, R> Running<T, R> {
    fn end(&mut self) {
        self.shared.lock().closed = true;
        self.shared.work_to_do.notify_all();
        for thread in self.threads.drain(..) {
            // A worker catches the panics of its tasks, and has none of its own.
            let _ = thread.join();
        }
    }
}

impl<T, R> Drop for Running<T, R> {
    fn drop(&mut self) {
        // Dropped outside of the lock: what a task does when it is dropped is not ours.
        let unwanted = std::mem::take(&mut self.shared.lock().tasks);
        drop(unwanted);
        self.end();
    }
}

impl<T, R> Shared<T, R> {
    fn lock(&self) -> MutexGuard<'_, State<T, R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The life of a worker.
    fn serve(&self, work: &Work<T, R>) {
        while let Some((id, task)) = self.next_task() {
            // Without the lock. The task is gone whether or not it panics, and `work` is shared by reference only.
            let result = catch_unwind(AssertUnwindSafe(|| work(task)))
                .map_err(|payload| Failed(message(&*payload)));
            let mut state = self.lock();
            state.unfinished -= 1;
            state.results.push_back((id, result));
            let last = state.unfinished == 0;
            drop(state);
            if last {
                // One gets the result, and all others learn that there will be none.
                self.finished.notify_all();
            } else {
                self.finished.notify_one();
            }
        }
    }

    /// Waits for a task; `None` when the group is closed and the queue is empty.
    fn next_task(&self) -> Option<(TaskId, T)> {
        self.work_to_do
            .wait_while(self.lock(), |state| state.tasks.is_empty() && !state.closed)
            .unwrap_or_else(PoisonError::into_inner)
            .tasks
            .pop_front()
    }
}

fn message(payload: &(dyn Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        (*text).to_owned()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "the task panicked without a message".to_owned()
    }
}
