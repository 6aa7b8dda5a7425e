//! caught by: stop_is_requested_at_the_deadline: every message starts the time anew

use std::any::Any;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
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
    let start = Instant::now();
    let in_time = || start.elapsed() < deadline;
    let stop = Stop(Arc::new(AtomicBool::new(false)));
    let mut outcomes: Vec<_> = items.iter().map(|_| Outcome::NotStarted).collect();
    let count = workers.get().min(items.len());
    let items = Mutex::new(items.into_iter().enumerate());
    let (sender, receiver) = channel();
    thread::scope(|scope| {
        for _ in 0..count {
            let sender = sender.clone();
            let (items, stop, f, in_time) = (&items, &stop, &f, &in_time);
            scope.spawn(move || {
                while in_time() {
                    let next = items.lock().unwrap().next();
                    let Some((index, item)) = next else { break };
                    sender.send((index, Outcome::TimedOut)).unwrap();
                    let result = catch_unwind(AssertUnwindSafe(|| f(item, stop)));
                    let outcome = match result {
                        Ok(value) => Outcome::Done(value),
                        Err(payload) => Outcome::Panicked(message(payload)),
                    };
                    if in_time() {
                        sender.send((index, outcome)).unwrap();
                    }
                }
            });
        }
        drop(sender);
        loop {
            match receiver.recv_timeout(deadline) {
                Ok((index, outcome)) => outcomes[index] = outcome,
                Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        stop.0.store(true, Ordering::Release);
        for (index, outcome) in receiver {
            outcomes[index] = outcome;
        }
    });
    outcomes
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
