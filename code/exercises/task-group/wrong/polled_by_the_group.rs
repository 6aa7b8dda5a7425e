//! caught by: children_run_by_themselves: the children are futures in the group, and run only while somebody waits for it
use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::AssertUnwindSafe;

use futures::future::BoxFuture;
use futures::stream::FuturesUnordered;
use futures::{FutureExt, StreamExt};

#[derive(Debug)]
pub enum TaskFailure<E> {
    Error(E),
    Panicked(String),
    Cancelled,
}

type Numbered<T, E> = (usize, Result<T, TaskFailure<E>>);

pub struct TaskGroup<T, E> {
    limit: usize,
    running: FuturesUnordered<BoxFuture<'static, Numbered<T, E>>>,
    results: Vec<Option<Result<T, TaskFailure<E>>>>,
    first_failure: Option<usize>,
}

impl<T: Send + 'static, E: Send + 'static> TaskGroup<T, E> {
    pub fn new(limit: NonZeroUsize) -> Self {
        Self {
            limit: limit.get(),
            running: FuturesUnordered::new(),
            results: Vec::new(),
            first_failure: None,
        }
    }

    pub async fn spawn(&mut self, child: impl Future<Output = Result<T, E>> + Send + 'static) {
        while self.running.len() >= self.limit {
            self.next().await;
        }
        let number = self.results.len();
        self.results.push(None);
        let child = async move {
            let result = match AssertUnwindSafe(child).catch_unwind().await {
                Ok(result) => result.map_err(TaskFailure::Error),
                Err(payload) => Err(TaskFailure::Panicked(message(payload))),
            };
            (number, result)
        };
        self.running.push(child.boxed());
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
        match self.results.swap_remove(first) {
            Some(Err(failure)) => Err((first, failure)),
            _ => unreachable!(),
        }
    }

    pub async fn shutdown(self) {}

    async fn next(&mut self) -> bool {
        let Some((number, result)) = self.running.next().await else {
            return false;
        };
        if result.is_err() && self.first_failure.is_none() {
            self.first_failure = Some(number);
        }
        self.results[number] = Some(result);
        true
    }
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
