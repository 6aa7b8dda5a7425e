//! Tasks that belong to a group, and do not outlive it.

use std::marker::PhantomData;
use std::num::NonZeroUsize;

/// Why a child has no value.
#[derive(Debug)]
pub enum TaskFailure<E> {
    /// It returned this error.
    Error(E),
    /// It panicked with this message.
    Panicked(String),
    /// Somebody else has cancelled it: its runtime has ended.
    Cancelled,
}

/// Tasks, at most `limit` of them running at a time. No child outlives the group.
pub struct TaskGroup<T, E> {
    // The fields are yours.
    children: PhantomData<(T, E)>,
}

impl<T: Send + 'static, E: Send + 'static> TaskGroup<T, E> {
    /// An empty group.
    pub fn new(limit: NonZeroUsize) -> Self {
        let _ = limit;
        todo!("make a group")
    }

    /// Starts a child. Returns at once while fewer than `limit` run, otherwise when there is a place for it.
    pub async fn spawn(&mut self, child: impl Future<Output = Result<T, E>> + Send + 'static) {
        let _ = (child, self.children);
        todo!("wait for a place, and start the child")
    }

    /// Waits for all children: one result for each, in the order in which they were spawned.
    pub async fn join_all(self) -> Vec<Result<T, TaskFailure<E>>> {
        todo!("wait for everybody")
    }

    /// Waits for all children, or for the first failure. Then the rest is cancelled, and gone when this returns.
    ///
    /// The failure comes with the number of its child, counted from 0 in the order in which they were spawned.
    pub async fn try_join_all(self) -> Result<Vec<T>, (usize, TaskFailure<E>)> {
        todo!("wait for everybody, or give up at the first failure")
    }

    /// Cancels all children, and waits until they are gone.
    pub async fn shutdown(self) {
        todo!("cancel everybody, and wait")
    }
}
