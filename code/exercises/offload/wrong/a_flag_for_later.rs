//! caught by: a_job_that_waits_can_be_cancelled: the job learns only when its turn comes that nobody waits for it; until then it keeps its place
use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

use crossbeam::channel::{Sender, unbounded};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, oneshot};

#[derive(Debug, PartialEq, Eq)]
pub enum OffloadError {
    Busy,
    Panicked(String),
}

type Job = Box<dyn FnOnce() + Send>;
type Slot = Arc<Mutex<Option<Job>>>;

#[derive(Clone)]
pub struct Offload {
    slots: Sender<Slot>,
    places: Arc<Semaphore>,
}

impl Offload {
    pub fn new(threads: NonZeroUsize, queue: usize) -> Self {
        let (slots, filled) = unbounded::<Slot>();
        for _ in 0..threads.get() {
            let filled = filled.clone();
            thread::spawn(move || {
                for slot in filled {
                    let job = slot.lock().unwrap().take();
                    if let Some(job) = job {
                        let _ = catch_unwind(AssertUnwindSafe(job));
                    }
                }
            });
        }
        let places = threads.get().saturating_add(queue);
        Self {
            slots,
            places: Arc::new(Semaphore::new(places.min(Semaphore::MAX_PERMITS))),
        }
    }

    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let place = self.places.clone().acquire_owned().await;
        self.wait_for(place.expect("never closed"), job).await
    }

    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let place = self.places.clone().try_acquire_owned();
        self.wait_for(place.map_err(|_| OffloadError::Busy)?, job)
            .await
    }

    async fn wait_for<T: Send + 'static>(
        &self,
        place: OwnedSemaphorePermit,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let (tell, told) = oneshot::channel();
        let job: Job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job)).map_err(text);
            drop(place);
            let _ = tell.send(outcome);
        });
        let gone = Arc::new(AtomicBool::new(false));
        let seen = gone.clone();
        let job: Job = Box::new(move || {
            if !seen.load(Ordering::Acquire) {
                job();
            }
        });
        let slot = Arc::new(Mutex::new(Some(job)));
        self.slots.send(slot).expect("the threads are there");
        let _gone = Gone(gone);
        told.await
            .expect("it was told")
            .map_err(OffloadError::Panicked)
    }
}

struct Gone(Arc<AtomicBool>);

impl Drop for Gone {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Release);
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
