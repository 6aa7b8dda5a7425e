//! Tasks that belong to a group, and do not outlive it.

use std::any::Any;
use std::collections::HashMap;
use std::num::NonZeroUsize;

use tokio::task::{Id, JoinError, JoinSet};

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
///
/// Dropping the group, or any of its futures that own it, cancels the children; only the futures can wait for their end.
pub struct TaskGroup<T, E> {
    limit: NonZeroUsize,
    /// Those whose end was not noticed yet. Dropping the set cancels them.
    running: JoinSet<Result<T, E>>,
    /// A task that has panicked is known by its identifier only.
    numbers: HashMap<Id, usize>,
    /// One for each child, in the order in which they were spawned.
    results: Vec<Option<Result<T, TaskFailure<E>>>>,
    /// The failure that came first in time.
    first_failure: Option<usize>,
}

impl<T: Send + 'static, E: Send + 'static> TaskGroup<T, E> {
    /// An empty group.
    pub fn new(limit: NonZeroUsize) -> Self {
        Self {
            limit,
            running: JoinSet::new(),
            numbers: HashMap::new(),
            results: Vec::new(),
            first_failure: None,
        }
    }

    /// Starts a child. Returns at once while fewer than `limit` run, otherwise when there is a place for it.
    ///
    /// Cancel safe: if the future is dropped while it waits, the child is dropped with it and was never there.
    ///
    /// # Panics
    /// Outside a runtime.
    pub async fn spawn(&mut self, child: impl Future<Output = Result<T, E>> + Send + 'static) {
        while self.running.len() >= self.limit.get() {
            self.notice_an_end().await;
        }
        // No await from here on: the child is in all the books, or in none.
        let task = self.running.spawn(child);
        self.numbers.insert(task.id(), self.results.len());
        self.results.push(None);
    }

    /// Waits for all children: one result for each, in the order in which they were spawned.
    pub async fn join_all(mut self) -> Vec<Result<T, TaskFailure<E>>> {
        while self.notice_an_end().await {}
        self.results.into_iter().map(known).collect()
    }

    /// Waits for all children, or for the first failure. Then the rest is cancelled, and gone when this returns.
    ///
    /// # Errors
    /// The failure that came first in time, also when that was before the call, with the number of its child.
    pub async fn try_join_all(mut self) -> Result<Vec<T>, (usize, TaskFailure<E>)> {
        while self.first_failure.is_none() && self.notice_an_end().await {}
        if self.first_failure.is_some() {
            self.running.shutdown().await;
        }
        let mut values = Vec::with_capacity(self.results.len());
        for (number, result) in self.results.into_iter().enumerate() {
            if self.first_failure.is_none_or(|first| first == number) {
                values.push(known(result).map_err(|failure| (number, failure))?);
            }
        }
        Ok(values)
    }

    /// Cancels all children, and waits until they are gone.
    pub async fn shutdown(mut self) {
        self.running.shutdown().await;
    }

    /// Waits until a child has ended, and keeps its result; false when there is none left. Cancel safe, as `join_next` is.
    async fn notice_an_end(&mut self) -> bool {
        let Some(ended) = self.running.join_next_with_id().await else {
            return false;
        };
        let (id, result) = match ended {
            Ok((id, result)) => (id, result.map_err(TaskFailure::Error)),
            Err(error) => (error.id(), Err(failure(error))),
        };
        let number = self.numbers.remove(&id).expect("every child has a number");
        if result.is_err() {
            // The set hands its tasks out in the order in which they ended.
            self.first_failure.get_or_insert(number);
        }
        self.results[number] = Some(result);
        true
    }
}

fn known<R>(result: Option<R>) -> R {
    result.expect("every child has ended")
}

fn failure<E>(error: JoinError) -> TaskFailure<E> {
    match error.try_into_panic() {
        Ok(payload) => TaskFailure::Panicked(message(payload)),
        Err(_) => TaskFailure::Cancelled,
    }
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => (*text).to_owned(),
            Err(_) => "the panic has no text".to_owned(),
        },
    }
}
