//! caught by: dropping_the_group_cancels_its_children: a task goes on when its JoinHandle is dropped
use std::any::Any;
use std::num::NonZeroUsize;
use std::sync::Arc;

use tokio::sync::Semaphore;
use tokio::task::{JoinError, JoinHandle};

#[derive(Debug)]
pub enum TaskFailure<E> {
    Error(E),
    Panicked(String),
    Cancelled,
}

pub struct TaskGroup<T, E> {
    places: Arc<Semaphore>,
    handles: Vec<Handle<T, E>>,
}

struct Handle<T, E>(JoinHandle<Result<T, E>>);

impl<T, E> Handle<T, E> {
    async fn join(&mut self) -> Result<T, TaskFailure<E>> {
        match (&mut self.0).await {
            Ok(result) => result.map_err(TaskFailure::Error),
            Err(error) => Err(failure(error)),
        }
    }
}

impl<T: Send + 'static, E: Send + 'static> TaskGroup<T, E> {
    pub fn new(limit: NonZeroUsize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(limit.get().min(Semaphore::MAX_PERMITS))),
            handles: Vec::new(),
        }
    }

    pub async fn spawn(&mut self, child: impl Future<Output = Result<T, E>> + Send + 'static) {
        let place = Arc::clone(&self.places).acquire_owned().await.unwrap();
        self.handles.push(Handle(tokio::spawn(async move {
            let result = child.await;
            drop(place);
            result
        })));
    }

    pub async fn join_all(mut self) -> Vec<Result<T, TaskFailure<E>>> {
        let mut results = Vec::new();
        for handle in &mut self.handles {
            results.push(handle.join().await);
        }
        results
    }

    pub async fn try_join_all(mut self) -> Result<Vec<T>, (usize, TaskFailure<E>)> {
        let mut values = Vec::new();
        let mut handles = self.handles.iter_mut().enumerate();
        while let Some((number, handle)) = handles.next() {
            match handle.join().await {
                Ok(value) => values.push(value),
                Err(failure) => {
                    for (_, handle) in handles {
                        handle.0.abort();
                        let _ = handle.join().await;
                    }
                    return Err((number, failure));
                }
            }
        }
        Ok(values)
    }

    pub async fn shutdown(mut self) {
        for handle in &mut self.handles {
            handle.0.abort();
        }
        self.join_all().await;
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
