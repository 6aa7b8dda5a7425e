//! caught by: nobody_is_left_after_shutdown: shutdown waits for the children without cancelling them
use std::any::Any;
use std::collections::HashMap;
use std::num::NonZeroUsize;

use tokio::task::{Id, JoinError, JoinSet};

#[derive(Debug)]
pub enum TaskFailure<E> {
    Error(E),
    Panicked(String),
    Cancelled,
}

pub struct TaskGroup<T, E> {
    limit: usize,
    set: JoinSet<Result<T, E>>,
    numbers: HashMap<Id, usize>,
    results: Vec<Option<Result<T, TaskFailure<E>>>>,
    first_failure: Option<usize>,
}

impl<T: Send + 'static, E: Send + 'static> TaskGroup<T, E> {
    pub fn new(limit: NonZeroUsize) -> Self {
        Self {
            limit: limit.get(),
            set: JoinSet::new(),
            numbers: HashMap::new(),
            results: Vec::new(),
            first_failure: None,
        }
    }

    pub async fn spawn(&mut self, child: impl Future<Output = Result<T, E>> + Send + 'static) {
        while self.set.len() >= self.limit {
            self.next().await;
        }
        let task = self.set.spawn(child);
        self.numbers.insert(task.id(), self.results.len());
        self.results.push(None);
    }

    pub async fn join_all(mut self) -> Vec<Result<T, TaskFailure<E>>> {
        while self.next().await {}
        self.results.into_iter().flatten().collect()
    }

    pub async fn try_join_all(mut self) -> Result<Vec<T>, (usize, TaskFailure<E>)> {
        while self.first_failure.is_none() && self.next().await {}
        let Some(first) = self.first_failure else {
            return Ok(self.results.into_iter().flatten().flatten().collect());
        };
        self.set.shutdown().await;
        match self.results.swap_remove(first) {
            Some(Err(failure)) => Err((first, failure)),
            _ => unreachable!(),
        }
    }

    pub async fn shutdown(mut self) {
        while self.next().await {}
    }

    async fn next(&mut self) -> bool {
        let Some(ended) = self.set.join_next_with_id().await else {
            return false;
        };
        let (id, result) = match ended {
            Ok((id, result)) => (id, result.map_err(TaskFailure::Error)),
            Err(error) => (error.id(), Err(failure(error))),
        };
        let number = self.numbers[&id];
        if result.is_err() && self.first_failure.is_none() {
            self.first_failure = Some(number);
        }
        self.results[number] = Some(result);
        true
    }
}

fn failure<E>(error: JoinError) -> TaskFailure<E> {
    if error.is_cancelled() {
        return TaskFailure::Cancelled;
    }
    TaskFailure::Panicked(message(error.into_panic()))
}

fn message(payload: Box<dyn Any + Send>) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        return text.to_string();
    }
    payload
        .downcast_ref::<String>()
        .cloned()
        .unwrap_or_else(|| "unknown".to_string())
}
