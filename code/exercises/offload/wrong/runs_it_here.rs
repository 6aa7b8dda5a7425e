//! caught by: the_runtime_goes_on, always_the_same_threads: the job runs in the poll of the caller, and the thread of the runtime with it
use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tokio::sync::Semaphore;

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
        let _place = self.places.acquire().await.unwrap();
        self.compute(job).await
    }

    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let _place = self.places.try_acquire().map_err(|_| OffloadError::Busy)?;
        self.compute(job).await
    }

    async fn compute<T>(&self, job: impl FnOnce() -> T) -> Result<T, OffloadError> {
        let _running = self.running.acquire().await.unwrap();
        tokio::task::yield_now().await;
        catch_unwind(AssertUnwindSafe(job)).map_err(|panic| OffloadError::Panicked(text(panic)))
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
