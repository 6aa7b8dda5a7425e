//! design: a ledger behind a lock, which each task signs when it is gone, and a Notify for whoever waits
use std::any::Any;
use std::mem;
use std::num::NonZeroUsize;
use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};

use futures::FutureExt;
use tokio::sync::Notify;
use tokio::task::JoinHandle;

#[derive(Debug)]
pub enum TaskFailure<E> {
    Error(E),
    Panicked(String),
    Cancelled,
}

struct Ledger<T, E> {
    results: Vec<Option<Result<T, TaskFailure<E>>>>,
    running: usize,
    first_failure: Option<usize>,
}

struct Shared<T, E> {
    ledger: Mutex<Ledger<T, E>>,
    signed: Notify,
}

impl<T, E> Shared<T, E> {
    fn sign(&self, number: usize, result: Result<T, TaskFailure<E>>) {
        let mut ledger = self.ledger.lock().unwrap();
        ledger.running -= 1;
        if result.is_err() {
            ledger.first_failure.get_or_insert(number);
        }
        ledger.results[number] = Some(result);
        drop(ledger);
        self.signed.notify_one();
    }

    /// Waits until the ledger says what is asked for.
    async fn until(&self, reached: impl Fn(&Ledger<T, E>) -> bool) {
        while !reached(&self.ledger.lock().unwrap()) {
            self.signed.notified().await;
        }
    }
}

/// Signs for a task that is cancelled.
struct Pen<T, E> {
    shared: Arc<Shared<T, E>>,
    number: usize,
    result: Option<Result<T, TaskFailure<E>>>,
}

impl<T, E> Drop for Pen<T, E> {
    fn drop(&mut self) {
        let result = self.result.take().unwrap_or(Err(TaskFailure::Cancelled));
        self.shared.sign(self.number, result);
    }
}

pub struct TaskGroup<T, E> {
    limit: usize,
    shared: Arc<Shared<T, E>>,
    tasks: Vec<JoinHandle<()>>,
}

impl<T, E> Drop for TaskGroup<T, E> {
    fn drop(&mut self) {
        self.tasks.iter().for_each(JoinHandle::abort);
    }
}

impl<T: Send + 'static, E: Send + 'static> TaskGroup<T, E> {
    pub fn new(limit: NonZeroUsize) -> Self {
        let ledger = Mutex::new(Ledger {
            results: Vec::new(),
            running: 0,
            first_failure: None,
        });
        Self {
            limit: limit.get(),
            shared: Arc::new(Shared {
                ledger,
                signed: Notify::new(),
            }),
            tasks: Vec::new(),
        }
    }

    pub async fn spawn(&mut self, child: impl Future<Output = Result<T, E>> + Send + 'static) {
        self.shared
            .until(|ledger| ledger.running < self.limit)
            .await;
        let mut ledger = self.shared.ledger.lock().unwrap();
        ledger.running += 1;
        let number = ledger.results.len();
        ledger.results.push(None);
        drop(ledger);
        let pen = Pen {
            shared: Arc::clone(&self.shared),
            number,
            result: None,
        };
        // In the order in which they are dropped: the child, then the pen.
        let task = (Box::pin(child), pen);
        self.tasks.push(tokio::spawn(async move {
            let (child, mut pen) = task;
            pen.result = Some(match AssertUnwindSafe(child).catch_unwind().await {
                Ok(result) => result.map_err(TaskFailure::Error),
                Err(payload) => Err(TaskFailure::Panicked(message(payload))),
            });
        }));
    }

    pub async fn join_all(self) -> Vec<Result<T, TaskFailure<E>>> {
        self.shared.until(|ledger| ledger.running == 0).await;
        self.take_results()
    }

    pub async fn try_join_all(self) -> Result<Vec<T>, (usize, TaskFailure<E>)> {
        let decided = |ledger: &Ledger<T, E>| ledger.running == 0 || ledger.first_failure.is_some();
        self.shared.until(decided).await;
        let first = self.shared.ledger.lock().unwrap().first_failure;
        let Some(number) = first else {
            return Ok(self.take_results().into_iter().flatten().collect());
        };
        self.tasks.iter().for_each(JoinHandle::abort);
        self.shared.until(|ledger| ledger.running == 0).await;
        match self.take_results().swap_remove(number) {
            Err(failure) => Err((number, failure)),
            Ok(_) => unreachable!("it has failed"),
        }
    }

    pub async fn shutdown(self) {
        self.tasks.iter().for_each(JoinHandle::abort);
        self.shared.until(|ledger| ledger.running == 0).await;
    }

    fn take_results(&self) -> Vec<Result<T, TaskFailure<E>>> {
        let results = mem::take(&mut self.shared.ledger.lock().unwrap().results);
        results.into_iter().flatten().collect()
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
