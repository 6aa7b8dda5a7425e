//! caught by: never_more_than_threads, always_the_same_threads: every job gets a thread of the runtime at once, and the number of threads is the length of the queue
use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

#[derive(Debug, PartialEq, Eq)]
pub enum OffloadError {
    Busy,
    Panicked(String),
}

#[derive(Clone)]
pub struct Offload {
    running: Arc<Semaphore>,
    places: Arc<Semaphore>,
}

impl Offload {
    pub fn new(threads: NonZeroUsize, queue: usize) -> Self {
        let places = threads.get().saturating_add(queue);
        Self {
            running: Arc::new(Semaphore::new(threads.get())),
            places: Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS))),
        }
    }

    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let place = self.places.clone().acquire_owned().await.unwrap();
        self.blocking(place, job).await
    }

    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let place = self.places.clone().try_acquire_owned();
        self.blocking(place.map_err(|_| OffloadError::Busy)?, job)
            .await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        place: OwnedSemaphorePermit,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let running = self.running.clone();
        let done = tokio::task::spawn_blocking(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job));
            drop((place, running));
            outcome
        });
        let outcome = done.await.expect("panics are caught");
        outcome.map_err(|panic| OffloadError::Panicked(text(panic)))
    }
}

fn text(panic: Box<dyn Any + Send>) -> String {
    if let Some(text) = panic.downcast_ref::<&str>() {
        return (*text).to_owned();
    }
    panic
        .downcast_ref::<String>()
        .cloned()
        .unwrap_or_else(|| "no text".to_owned())
}
