//! caught by: the_first_failure_is_returned, results_come_in_spawn_order: an async block captures only the field that it uses, so the note is written when spawn returns, for every child
use std::any::Any;
use std::num::NonZeroUsize;
use std::sync::{Arc, Mutex};

use futures::StreamExt;
use futures::stream::FuturesUnordered;
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
    children: Vec<Child<T, E>>,
    failures: Log,
}

type Log = Arc<Mutex<Vec<usize>>>;

struct Child<T, E>(JoinHandle<Result<T, E>>);

impl<T, E> Drop for Child<T, E> {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Writes a child's number down when it ends, unless it ended well.
struct Entry {
    log: Log,
    number: usize,
    ended_well: bool,
}

impl Drop for Entry {
    fn drop(&mut self) {
        if !self.ended_well {
            self.log.lock().unwrap().push(self.number);
        }
    }
}

impl<T: Send + 'static, E: Send + 'static> TaskGroup<T, E> {
    pub fn new(limit: NonZeroUsize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(limit.get().min(Semaphore::MAX_PERMITS))),
            children: Vec::new(),
            failures: Log::default(),
        }
    }

    pub async fn spawn(&mut self, child: impl Future<Output = Result<T, E>> + Send + 'static) {
        let place = Arc::clone(&self.places)
            .acquire_owned()
            .await
            .expect("nobody closes the semaphore");
        let mut entry = Entry {
            log: Arc::clone(&self.failures),
            number: self.children.len(),
            ended_well: false,
        };
        self.children.push(Child(tokio::spawn(async move {
            let result = child.await;
            entry.ended_well = result.is_ok();
            drop(place);
            result
        })));
    }

    pub async fn join_all(mut self) -> Vec<Result<T, TaskFailure<E>>> {
        let mut results = Vec::new();
        for child in &mut self.children {
            results.push(result((&mut child.0).await));
        }
        results
    }

    pub async fn try_join_all(mut self) -> Result<Vec<T>, (usize, TaskFailure<E>)> {
        let mut results: Vec<Option<_>> = self.children.iter().map(|_| None).collect();
        let mut running: FuturesUnordered<_> = self
            .children
            .iter_mut()
            .enumerate()
            .map(|(number, child)| async move { (number, (&mut child.0).await) })
            .collect();
        let mut failed = self.failures.lock().unwrap().first().copied();
        while failed.is_none()
            && let Some((number, ended)) = running.next().await
        {
            results[number] = Some(ended);
            failed = self.failures.lock().unwrap().first().copied();
        }
        drop(running);
        let Some(first) = failed else {
            let values = results.into_iter().map(|ended| match ended {
                Some(Ok(Ok(value))) => value,
                _ => unreachable!("nobody has failed"),
            });
            return Ok(values.collect());
        };
        for child in &self.children {
            child.0.abort();
        }
        for (number, child) in self.children.iter_mut().enumerate() {
            if results[number].is_none() {
                results[number] = Some((&mut child.0).await);
            }
        }
        match results.swap_remove(first).map(result) {
            Some(Err(failure)) => Err((first, failure)),
            _ => unreachable!("it is in the log"),
        }
    }

    pub async fn shutdown(mut self) {
        for child in &self.children {
            child.0.abort();
        }
        for child in &mut self.children {
            let _ = (&mut child.0).await;
        }
    }
}

fn result<T, E>(ended: Result<Result<T, E>, JoinError>) -> Result<T, TaskFailure<E>> {
    match ended {
        Ok(result) => result.map_err(TaskFailure::Error),
        Err(error) if error.is_panic() => Err(TaskFailure::Panicked(message(error.into_panic()))),
        Err(_) => Err(TaskFailure::Cancelled),
    }
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => (*text).to_owned(),
            Err(_) => String::from("no text"),
        },
    }
}
