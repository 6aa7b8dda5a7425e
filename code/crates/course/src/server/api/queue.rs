//! At most two programs run at once, and few wait.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::Refusal;

/// Programs that run at the same time.
const RUNNING: usize = 2;

/// Those who wait for one of them to end; more are sent away.
const WAITING: usize = 4;

/// Who runs and who waits.
pub(super) struct Queue {
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

/// A place in the queue.
pub(super) enum Place {
    /// It may begin.
    Free(OwnedSemaphorePermit),
    /// It may wait.
    Waiting(Waiting),
}

/// The right to wait, given back when dropped.
pub(super) struct Waiting {
    places: Arc<Semaphore>,
    waiting: Arc<AtomicUsize>,
}

impl Queue {
    pub(super) fn new() -> Self {
        Self {
            places: Arc::new(Semaphore::new(RUNNING)),
            waiting: Arc::new(AtomicUsize::new(0)),
        }
    }

    /// A place, or the advice to come again.
    pub(super) fn place(&self) -> Result<Place, Refusal> {
        if let Ok(permit) = Arc::clone(&self.places).try_acquire_owned() {
            return Ok(Place::Free(permit));
        }
        // ORDERING: Relaxed, because the number stands for itself; nothing is published with it.
        let joined = self
            .waiting
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |waiting| {
                (waiting < WAITING).then_some(waiting + 1)
            });
        match joined {
            Ok(_) => Ok(Place::Waiting(Waiting {
                places: Arc::clone(&self.places),
                waiting: Arc::clone(&self.waiting),
            })),
            Err(_) => Err(Refusal::new(
                StatusCode::TOO_MANY_REQUESTS,
                "two programs are running already; try again in a moment",
            )),
        }
    }

    /// Whether nobody runs anything.
    pub(super) fn is_idle(&self) -> bool {
        self.places.available_permits() == RUNNING
    }
}

impl Waiting {
    /// Waits for those before; may be dropped while it waits.
    pub(super) async fn turn(self) -> Option<OwnedSemaphorePermit> {
        // The semaphore is never closed.
        Arc::clone(&self.places).acquire_owned().await.ok()
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use super::{Place, Queue, RUNNING, WAITING};

    #[test]
    fn two_run_few_wait_and_others_are_sent_away() {
        let queue = Queue::new();
        let mut places: Vec<Place> = (0..RUNNING + WAITING)
            .map(|_| queue.place().unwrap_or_else(|_| panic!("a place")))
            .collect();
        let free = |places: &[Place]| {
            places
                .iter()
                .filter(|place| matches!(place, Place::Free(_)))
                .count()
        };
        assert_eq!(free(&places), RUNNING);
        assert!(queue.place().is_err());
        places.pop();
        assert!(matches!(queue.place(), Ok(Place::Waiting(_))));
        assert!(!queue.is_idle());
        places.clear();
        assert!(queue.is_idle());
    }
}
