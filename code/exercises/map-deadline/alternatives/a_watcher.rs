//! design: the caller works, too, and a thread beside it keeps the time, parked; items and outcomes have a place each

use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Clone)]
pub struct Stop(Arc<AtomicBool>);

impl Stop {
    pub fn requested(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

#[derive(Debug, PartialEq, Eq)]
pub enum Outcome<R> {
    Done(R),
    Panicked(String),
    TimedOut,
    NotStarted,
}

enum Place<T, R> {
    Waiting(T),
    Begun,
    Ended(Outcome<R>),
}

pub fn map_deadline<T, R>(
    items: Vec<T>,
    workers: NonZeroUsize,
    deadline: Duration,
    f: impl Fn(T, &Stop) -> R + Sync,
) -> Vec<Outcome<R>>
where
    T: Send,
    R: Send,
{
    let end = Instant::now().checked_add(deadline);
    let in_time = || end.is_none_or(|end| Instant::now() < end);
    let stop = Stop(Arc::new(AtomicBool::new(false)));
    let places: Vec<_> = items
        .into_iter()
        .map(|item| Mutex::new(Place::Waiting(item)))
        .collect();
    let (next, all_done) = (AtomicUsize::new(0), AtomicBool::new(false));
    let work = || {
        while in_time()
            && let Some(place) = places.get(next.fetch_add(1, Ordering::Relaxed))
        {
            let before = std::mem::replace(&mut *place.lock().unwrap(), Place::Begun);
            let Place::Waiting(item) = before else {
                unreachable!("each number is given once");
            };
            let result = catch_unwind(AssertUnwindSafe(|| f(item, &stop)));
            if in_time() {
                *place.lock().unwrap() = Place::Ended(match result {
                    Ok(value) => Outcome::Done(value),
                    Err(payload) => Outcome::Panicked(
                        payload
                            .downcast_ref::<&str>()
                            .map(|text| text.to_string())
                            .or_else(|| payload.downcast_ref::<String>().cloned())
                            .unwrap_or_default(),
                    ),
                });
            }
        }
    };
    thread::scope(|scope| {
        let watcher = scope.spawn(|| {
            while in_time() {
                if all_done.load(Ordering::Acquire) {
                    return;
                }
                match end {
                    Some(end) => {
                        thread::park_timeout(end.saturating_duration_since(Instant::now()));
                    }
                    None => thread::park(),
                }
            }
            stop.0.store(true, Ordering::Release);
        });
        let others: Vec<_> = (1..workers.get().min(places.len()))
            .map(|_| scope.spawn(work))
            .collect();
        work();
        for other in others {
            let _ = other.join();
        }
        all_done.store(true, Ordering::Release);
        watcher.thread().unpark();
    });
    places
        .into_iter()
        .map(|place| match place.into_inner().unwrap() {
            Place::Waiting(_) => Outcome::NotStarted,
            Place::Begun => Outcome::TimedOut,
            Place::Ended(outcome) => outcome,
        })
        .collect()
}
