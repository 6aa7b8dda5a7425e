//! caught by: an_outcome_comes_after_the_place: the outcome is told before the place is given back, and giving way once is no promise
use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
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
            let _ = tell.send(outcome);
            drop(place);
        });
        let slot = Arc::new(Mutex::new(Some(job)));
        self.slots
            .send(slot.clone())
            .expect("the threads are there");
        let _emptied = Emptied(slot);
        let outcome = told.await;
        // Time for the thread to give the place back.
        tokio::task::yield_now().await;
        outcome
            .expect("it was told")
            .map_err(OffloadError::Panicked)
    }
}

struct Emptied(Slot);

impl Drop for Emptied {
    fn drop(&mut self) {
        let job = self.0.lock().unwrap().take();
        drop(job);
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
