//! design: workers report the beginning and the end of each job through a channel; the caller keeps the books and the time

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

enum Report<R> {
    Begins(usize),
    Ends(usize, thread::Result<R>, Instant),
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
    let started = Instant::now();
    let mut outcomes: Vec<_> = items.iter().map(|_| Outcome::NotStarted).collect();
    if deadline.is_zero() {
        return outcomes;
    }
    let stop = Stop(Arc::new(AtomicBool::new(false)));
    let count = workers.get().min(items.len());
    let items = Mutex::new(items.into_iter().enumerate());
    let (reports, inbox) = channel();
    thread::scope(|scope| {
        for _ in 0..count {
            let (reports, items, stop, f) = (reports.clone(), &items, &stop, &f);
            scope.spawn(move || {
                while !stop.requested() {
                    let next = items.lock().unwrap().next();
                    let Some((place, item)) = next else { break };
                    let _ = reports.send(Report::Begins(place));
                    let result = catch_unwind(AssertUnwindSafe(|| f(item, stop)));
                    let _ = reports.send(Report::Ends(place, result, Instant::now()));
                }
            });
        }
        drop(reports);
        loop {
            // As long as possible, once nobody needs to be told any more.
            let left = match stop.requested() {
                true => Duration::MAX,
                false => deadline.saturating_sub(started.elapsed()),
            };
            match inbox.recv_timeout(left) {
                Ok(Report::Begins(place)) => outcomes[place] = Outcome::TimedOut,
                Ok(Report::Ends(place, result, at)) => {
                    if at.duration_since(started) < deadline {
                        outcomes[place] = match result {
                            Ok(value) => Outcome::Done(value),
                            Err(payload) => Outcome::Panicked(message(payload)),
                        };
                    }
                }
                Err(RecvTimeoutError::Timeout) => stop.0.store(true, Ordering::Release),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
    });
    outcomes
}

fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => match payload.downcast::<&str>() {
            Ok(text) => text.to_string(),
            Err(_) => String::from("a panic without a message"),
        },
    }
}
