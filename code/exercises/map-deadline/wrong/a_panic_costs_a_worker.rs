//! caught by: a_panic_is_an_outcome: after a panic its worker goes home

use std::any::Any;
use std::collections::VecDeque;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Condvar, Mutex};
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

struct State<T, R> {
    queue: VecDeque<(usize, T)>,
    outcomes: Vec<Outcome<R>>,
    workers: usize,
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
    // None: too far away to matter.
    let end = Instant::now().checked_add(deadline);
    let late = || end.is_some_and(|end| Instant::now() >= end);
    let stop = Stop(Arc::new(AtomicBool::new(false)));
    let count = workers.get().min(items.len());
    let state = Mutex::new(State {
        outcomes: items.iter().map(|_| Outcome::NotStarted).collect(),
        queue: items.into_iter().enumerate().collect(),
        workers: count,
    });
    let ended = Condvar::new();
    thread::scope(|scope| {
        for _ in 0..count {
            scope.spawn(|| {
                loop {
                    if late() {
                        break;
                    }
                    let (index, item) = {
                        let mut state = state.lock().unwrap();
                        let Some((index, item)) = state.queue.pop_front() else {
                            break;
                        };
                        state.outcomes[index] = Outcome::TimedOut;
                        (index, item)
                    };
                    let result = catch_unwind(AssertUnwindSafe(|| f(item, &stop)));
                    if late() {
                        break;
                    }
                    let failed = result.is_err();
                    state.lock().unwrap().outcomes[index] = match result {
                        Ok(value) => Outcome::Done(value),
                        Err(payload) => Outcome::Panicked(message(payload)),
                    };
                    if failed {
                        break;
                    }
                }
                state.lock().unwrap().workers -= 1;
                ended.notify_all();
            });
        }
        let mut state = state.lock().unwrap();
        while state.workers > 0 && !late() {
            state = match end {
                Some(end) => {
                    let left = end.saturating_duration_since(Instant::now());
                    ended.wait_timeout(state, left).unwrap().0
                }
                None => ended.wait(state).unwrap(),
            };
        }
        if state.workers > 0 {
            stop.0.store(true, Ordering::Release);
        }
    });
    state.into_inner().unwrap().outcomes
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => text.to_string(),
            Err(_) => String::from("unknown panic"),
        },
    }
}
