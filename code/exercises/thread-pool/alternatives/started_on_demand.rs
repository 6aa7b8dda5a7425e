//! design: a worker is started when a job finds none idle, until there are enough; one condition for everything about workers

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

type Job = Box<dyn FnOnce() + Send>;

pub struct ThreadPool {
    shared: Arc<Shared>,
    limit: usize,
}

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    jobs: Vec<Job>,
    idle: usize,
    workers: usize,
    closed: bool,
}

pub struct TaskHandle<T> {
    slot: Arc<Slot<T>>,
}

struct Slot<T> {
    outcome: Mutex<Outcome<T>>,
    ended: Condvar,
}

type Outcome<T> = Option<Result<T, TaskError>>;

#[derive(Debug, PartialEq, Eq)]
pub enum TaskError {
    Panicked(String),
    Cancelled,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

/// Counts a worker out, however it ends. The threads are not joined: the last thing they do is to say that they end.
struct Presence(Arc<Shared>);

impl Drop for Presence {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().workers -= 1;
        self.0.changed.notify_all();
    }
}

thread_local! {
    /// The pool that this thread works for.
    static EMPLOYER: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

impl ThreadPool {
    pub fn new(workers: NonZeroUsize) -> Self {
        Self {
            shared: Arc::new(Shared {
                state: Mutex::default(),
                changed: Condvar::new(),
            }),
            limit: workers.get(),
        }
    }

    pub fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<TaskHandle<T>, Closed> {
        let slot = Arc::new(Slot {
            outcome: Mutex::new(None),
            ended: Condvar::new(),
        });
        let mut promise = Promise(Some(slot.clone()));
        let job: Job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            promise.keep(outcome.map_err(|payload| TaskError::Panicked(message(&*payload))));
        });
        let mut state = self.shared.state.lock().unwrap();
        if state.closed {
            return Err(Closed);
        }
        state.jobs.push(job);
        if state.jobs.len() > state.idle && state.workers < self.limit {
            state.workers += 1;
            let presence = Presence(self.shared.clone());
            thread::spawn(move || work(&presence.0));
        }
        self.shared.changed.notify_all();
        Ok(TaskHandle { slot })
    }

    pub fn shutdown(&self) {
        let mut state = self.shared.state.lock().unwrap();
        state.closed = true;
        self.shared.changed.notify_all();
        let myself = usize::from(EMPLOYER.get() == self.shared.address());
        while state.workers > myself {
            state = self.shared.changed.wait(state).unwrap();
        }
    }

    pub fn shutdown_now(&self) -> usize {
        let unwanted = {
            let mut state = self.shared.state.lock().unwrap();
            state.closed = true;
            std::mem::take(&mut state.jobs)
        };
        let count = unwanted.len();
        drop(unwanted);
        self.shutdown();
        count
    }
}

impl Drop for ThreadPool {
    fn drop(&mut self) {
        self.shutdown();
    }
}

impl Shared {
    fn address(&self) -> usize {
        std::ptr::from_ref(self).addr()
    }
}

fn work(shared: &Shared) {
    EMPLOYER.set(shared.address());
    let mut state = shared.state.lock().unwrap();
    loop {
        if !state.jobs.is_empty() {
            let job = state.jobs.remove(0);
            drop(state);
            job();
            state = shared.state.lock().unwrap();
        } else if state.closed {
            return;
        } else {
            state.idle += 1;
            state = shared.changed.wait(state).unwrap();
            state.idle -= 1;
        }
    }
}

struct Promise<T>(Option<Arc<Slot<T>>>);

impl<T> Promise<T> {
    fn keep(&mut self, outcome: Result<T, TaskError>) {
        if let Some(slot) = self.0.take() {
            *slot.outcome.lock().unwrap() = Some(outcome);
            slot.ended.notify_all();
        }
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        self.keep(Err(TaskError::Cancelled));
    }
}

impl<T> TaskHandle<T> {
    pub fn join(self) -> Result<T, TaskError> {
        let mut outcome = self.slot.outcome.lock().unwrap();
        loop {
            match outcome.take() {
                Some(outcome) => return outcome,
                None => outcome = self.slot.ended.wait(outcome).unwrap(),
            }
        }
    }

    pub fn join_timeout(self, limit: Duration) -> Result<Result<T, TaskError>, Self> {
        let Some(deadline) = Instant::now().checked_add(limit) else {
            return Ok(self.join());
        };
        let outcome = self.slot.outcome.lock().unwrap();
        let left = deadline.saturating_duration_since(Instant::now());
        let waited = self
            .slot
            .ended
            .wait_timeout_while(outcome, left, |outcome| outcome.is_none());
        let outcome = waited.unwrap().0.take();
        outcome.ok_or(self)
    }
}

fn message(payload: &(dyn Any + Send)) -> String {
    match (
        payload.downcast_ref::<&str>(),
        payload.downcast_ref::<String>(),
    ) {
        (Some(text), _) => text.to_string(),
        (_, Some(text)) => text.clone(),
        _ => String::from("something that is no text"),
    }
}
