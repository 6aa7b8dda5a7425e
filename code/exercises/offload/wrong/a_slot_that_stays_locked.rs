//! caught by: a_job_that_runs_keeps_its_place: the guard of the slot lives as long as the job runs, and a caller that is dropped waits for it
use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex};
use std::thread;

use tokio::sync::{OwnedSemaphorePermit, Semaphore, mpsc, oneshot};

#[derive(Debug, PartialEq, Eq)]
pub enum OffloadError {
    Busy,
    Panicked(String),
}

type Slot = Arc<Mutex<Option<Box<dyn FnOnce() + Send>>>>;
#[derive(Clone)]
pub struct Offload {
    slots: mpsc::UnboundedSender<Slot>,
    places: Arc<Semaphore>,
}
impl Offload {
    pub fn new(threads: NonZeroUsize, queue: usize) -> Self {
        let (slots, filled) = mpsc::unbounded_channel::<Slot>();
        let filled = Arc::new(Mutex::new(filled));
        for _ in 0..threads.get() {
            let filled = filled.clone();
            thread::spawn(move || {
                loop {
                    let s = filled.lock().unwrap().blocking_recv();
                    let Some(s) = s else { return };
                    if let Some(j) = s.lock().unwrap().take() {
                        j()
                    }
                }
            });
        }
        Self {
            slots,
            places: Arc::new(Semaphore::new(
                threads
                    .get()
                    .saturating_add(queue)
                    .min(Semaphore::MAX_PERMITS),
            )),
        }
    }

    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let p = self.places.clone().acquire_owned().await.unwrap();
        self.go(p, job).await
    }
    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let Ok(p) = self.places.clone().try_acquire_owned() else {
            return Err(OffloadError::Busy);
        };
        self.go(p, job).await
    }

    async fn go<T: Send + 'static>(
        &self,
        p: OwnedSemaphorePermit,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let (a, b) = oneshot::channel();
        let s: Slot = Arc::new(Mutex::new(Some(Box::new(move || {
            let r =
                catch_unwind(AssertUnwindSafe(job)).map_err(|e| OffloadError::Panicked(text(e)));
            drop(p);
            let _ = a.send(r);
        }))));
        struct G(Slot);
        impl Drop for G {
            fn drop(&mut self) {
                let x = self.0.lock().unwrap().take();
                drop(x)
            }
        }
        let _g = G(s.clone());
        self.slots.send(s).ok().unwrap();
        b.await.unwrap()
    }
}

fn text(p: Box<dyn Any + Send>) -> String {
    if let Some(s) = p.downcast_ref::<&str>() {
        s.to_string()
    } else if let Some(s) = p.downcast_ref::<String>() {
        s.clone()
    } else {
        "?".into()
    }
}
