//! caught by: cancelling_is_safe_at_any_moment: the caller looks whether its job has begun, and takes the place back a moment later
use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use crossbeam::channel::{Sender, unbounded};
use tokio::sync::{Semaphore, oneshot};

#[derive(Debug, PartialEq, Eq)]
pub enum OffloadError {
    Busy,
    Panicked(String),
}

type Job = Box<dyn FnOnce() + Send>;

const WAITS: u8 = 0;
const RUNS: u8 = 1;
const GONE: u8 = 2;

struct Slot {
    state: AtomicU8,
    job: Mutex<Option<Job>>,
}

#[derive(Clone)]
pub struct Offload {
    slots: Sender<Arc<Slot>>,
    places: Arc<Semaphore>,
}

impl Offload {
    pub fn new(threads: NonZeroUsize, queue: usize) -> Self {
        let places = threads.get().saturating_add(queue);
        let places = Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS)));
        let (slots, filled) = unbounded::<Arc<Slot>>();
        for _ in 0..threads.get() {
            let filled = filled.clone();
            thread::spawn(move || {
                for slot in filled {
                    if slot.state.load(Ordering::SeqCst) == GONE {
                        continue;
                    }
                    slot.state.store(RUNS, Ordering::SeqCst);
                    let job = slot.job.lock().unwrap().take();
                    if let Some(job) = job {
                        job();
                    }
                }
            });
        }
        Self { slots, places }
    }

    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        self.places.acquire().await.unwrap().forget();
        self.wait_for(job).await
    }

    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        self.places
            .try_acquire()
            .map_err(|_| OffloadError::Busy)?
            .forget();
        self.wait_for(job).await
    }

    async fn wait_for<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let (tell, told) = oneshot::channel();
        let places = self.places.clone();
        let job: Job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job)).map_err(text);
            places.add_permits(1);
            let _ = tell.send(outcome);
        });
        let slot = Arc::new(Slot {
            state: AtomicU8::new(WAITS),
            job: Mutex::new(Some(job)),
        });
        let _ = self.slots.send(slot.clone());
        let _caller = Caller(slot, self.places.clone());
        told.await.unwrap().map_err(OffloadError::Panicked)
    }
}

struct Caller(Arc<Slot>, Arc<Semaphore>);

impl Drop for Caller {
    fn drop(&mut self) {
        if self.0.state.load(Ordering::SeqCst) == WAITS {
            self.0.state.store(GONE, Ordering::SeqCst);
            let job = self.0.job.lock().unwrap().take();
            drop(job);
            self.1.add_permits(1);
        }
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
