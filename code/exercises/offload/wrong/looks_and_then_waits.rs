//! caught by: who_asks_is_told_at_once: try_run looks for a place, and then waits for one
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

#[derive(Debug, PartialEq, Eq)]
pub enum OffloadError {
    Busy,
    Panicked(String),
}

type Job = Box<dyn FnOnce() + Send>;

#[derive(Clone)]
pub struct Offload {
    owner: Arc<Owner>,
    places: Arc<Semaphore>,
}

struct Owner(Arc<Shared>);

struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

struct State {
    jobs: VecDeque<(u64, Job)>,
    next: u64,
    closed: bool,
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.state.lock().unwrap().closed = true;
        self.0.changed.notify_all();
    }
}

fn work(shared: &Shared) {
    loop {
        let mut state = shared.state.lock().unwrap();
        let job = loop {
            if let Some((_, job)) = state.jobs.pop_front() {
                break job;
            }
            if state.closed {
                return;
            }
            state = shared.changed.wait(state).unwrap();
        };
        drop(state);
        job();
    }
}

struct Queued<'a>(&'a Shared, u64);

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        let job = {
            let mut state = self.0.state.lock().unwrap();
            let at = state.jobs.iter().position(|(id, _)| *id == self.1);
            at.and_then(|at| state.jobs.remove(at))
        };
        drop(job);
    }
}

impl Offload {
    pub fn new(threads: NonZeroUsize, queue: usize) -> Self {
        let places = threads.get().saturating_add(queue).min(Semaphore::MAX_PERMITS);
        let shared = Arc::new(Shared {
            state: Mutex::new(State { jobs: VecDeque::new(), next: 0, closed: false }),
            changed: Condvar::new(),
        });
        for _ in 0..threads.get() {
            let shared = shared.clone();
            thread::spawn(move || work(&shared));
        }
        Self { owner: Arc::new(Owner(shared)), places: Arc::new(Semaphore::new(places)) }
    }

    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let place = self.places.clone().acquire_owned().await.expect("never closed");
        self.submit(job, place).await
    }

    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let place = {
            if self.places.available_permits() == 0 { return Err(OffloadError::Busy); }
            self.places.clone().acquire_owned().await.unwrap()
        };
        self.submit(job, place).await
    }

    async fn submit<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
        place: OwnedSemaphorePermit,
    ) -> Result<T, OffloadError> {
        let shared = &*self.owner.0;
        let (tell, told) = oneshot::channel();
        let job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            drop(place);
            let _ = tell.send(outcome);
        });
        let queued = {
            let mut state = shared.state.lock().unwrap();
            let id = state.next;
            state.next += 1;
            state.jobs.push_back((id, job));
            Queued(shared, id)
        };
        shared.changed.notify_one();
        let outcome = told.await.expect("a job tells its outcome");
        drop(queued);
        outcome.map_err(|payload| OffloadError::Panicked(message(&*payload)))
    }
}

fn message(payload: &(dyn std::any::Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        text.to_string()
    } else if let Some(text) = payload.downcast_ref::<String>() {
        text.clone()
    } else {
        "no text".to_string()
    }
}
