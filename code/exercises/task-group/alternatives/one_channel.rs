//! design: every child reports its own end through one channel, whatever that end is; the group only counts reports
use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::AssertUnwindSafe;
use std::pin::Pin;

use futures::FutureExt;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::task::AbortHandle;

#[derive(Debug)]
pub enum TaskFailure<E> {
    Error(E),
    Panicked(String),
    Cancelled,
}

type Outcome<T, E> = Result<T, TaskFailure<E>>;
type Running<T, E> = Pin<Box<dyn Future<Output = Result<T, E>> + Send>>;

pub struct TaskGroup<T, E> {
    limit: usize,
    aborts: Vec<AbortHandle>,
    outcomes: Vec<Option<Outcome<T, E>>>,
    running: usize,
    failed: Option<usize>,
    sender: UnboundedSender<(usize, Outcome<T, E>)>,
    reports: UnboundedReceiver<(usize, Outcome<T, E>)>,
}

impl<T, E> Drop for TaskGroup<T, E> {
    fn drop(&mut self) {
        self.abort();
    }
}

impl<T, E> TaskGroup<T, E> {
    fn abort(&self) {
        self.aborts.iter().for_each(AbortHandle::abort);
    }

    async fn report(&mut self) -> bool {
        if self.running == 0 {
            return false;
        }
        let (number, outcome) = self.reports.recv().await.expect("the group has a sender");
        self.running -= 1;
        if outcome.is_err() {
            self.failed.get_or_insert(number);
        }
        self.outcomes[number] = Some(outcome);
        true
    }
}

/// The child first, so that it is gone when its end is reported.
struct Work<T, E> {
    child: Option<Running<T, E>>,
    report: Report<T, E>,
}

struct Report<T, E> {
    number: usize,
    outcome: Option<Outcome<T, E>>,
    sender: UnboundedSender<(usize, Outcome<T, E>)>,
}

impl<T, E> Drop for Report<T, E> {
    fn drop(&mut self) {
        let outcome = self.outcome.take().unwrap_or(Err(TaskFailure::Cancelled));
        let _ = self.sender.send((self.number, outcome));
    }
}

impl<T: Send + 'static, E: Send + 'static> TaskGroup<T, E> {
    pub fn new(limit: NonZeroUsize) -> Self {
        let (sender, reports) = unbounded_channel();
        Self {
            limit: limit.get(),
            aborts: Vec::new(),
            outcomes: Vec::new(),
            running: 0,
            failed: None,
            sender,
            reports,
        }
    }

    pub async fn spawn(&mut self, child: impl Future<Output = Result<T, E>> + Send + 'static) {
        while self.running >= self.limit {
            self.report().await;
        }
        let mut work = Work {
            child: Some(Box::pin(child)),
            report: Report {
                number: self.outcomes.len(),
                outcome: None,
                sender: self.sender.clone(),
            },
        };
        self.outcomes.push(None);
        self.running += 1;
        let task = tokio::spawn(async move {
            // The whole of it moves into the task.
            let work = &mut work;
            if let Some(child) = &mut work.child {
                let outcome = match AssertUnwindSafe(child).catch_unwind().await {
                    Ok(result) => result.map_err(TaskFailure::Error),
                    Err(payload) => Err(TaskFailure::Panicked(message(payload))),
                };
                work.report.outcome = Some(outcome);
            }
            work.child = None;
        });
        self.aborts.push(task.abort_handle());
    }

    pub async fn join_all(mut self) -> Vec<Result<T, TaskFailure<E>>> {
        while self.report().await {}
        std::mem::take(&mut self.outcomes)
            .into_iter()
            .flatten()
            .collect()
    }

    pub async fn try_join_all(mut self) -> Result<Vec<T>, (usize, TaskFailure<E>)> {
        while self.failed.is_none() && self.report().await {}
        if let Some(number) = self.failed {
            self.abort();
            while self.report().await {}
            if let Some(Some(Err(failure))) = self.outcomes.drain(..).nth(number) {
                return Err((number, failure));
            }
        }
        let outcomes = std::mem::take(&mut self.outcomes);
        Ok(outcomes.into_iter().flatten().flatten().collect())
    }

    pub async fn shutdown(mut self) {
        self.abort();
        while self.report().await {}
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
