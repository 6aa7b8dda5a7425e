//! A group of workers that is built, started and stopped once each, which the compiler checks.

use std::marker::PhantomData;
use std::num::NonZeroUsize;

/// A group that has not started.
pub struct Idle<T, R> {
    work: PhantomData<(T, R)>, // replace this by your own fields
}

/// A group that takes tasks.
pub struct Running<T, R> {
    work: PhantomData<(T, R)>, // replace this by your own fields
}

/// The number of a task, unique within its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TaskId(pub u64);

/// The task panicked; this is its message.
#[derive(Debug, PartialEq, Eq)]
pub struct Failed(pub String);

impl<T: Send + 'static, R: Send + 'static> Idle<T, R> {
    /// A group of `workers` threads that will call `work` for each task.
    pub fn new(workers: NonZeroUsize, work: impl Fn(T) -> R + Send + Sync + 'static) -> Self {
        let _ = work;
        todo!("remember the work and the number of workers, {workers}")
    }

    /// Starts the workers. It consumes the group: starting twice does not compile.
    pub fn start(self) -> Running<T, R> {
        let _ = self.work;
        todo!("start the workers")
    }
}

impl<T: Send + 'static, R: Send + 'static> Running<T, R> {
    /// Hands in a task, without waiting for a worker.
    pub fn add(&self, task: T) -> TaskId {
        let _ = (&self.work, task);
        todo!("give the task a number and a place in the queue")
    }

    /// The next task that finishes; waits for it.
    ///
    /// `None` when nothing is outstanding. Never waits for ever.
    pub fn next_result(&self) -> Option<(TaskId, Result<R, Failed>)> {
        todo!("wait for a result, or until there can be none")
    }

    /// Finishes the queue, joins the workers, and hands out what was not collected, ordered by number.
    pub fn stop(self) -> Vec<(TaskId, Result<R, Failed>)> {
        todo!("let the workers finish, join them, sort what is left")
    }
}
