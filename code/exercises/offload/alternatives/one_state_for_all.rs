//! design: one lock over threads, queue and waiting callers; a future polled by hand, and no tokio at all
use std::any::Any;
use std::collections::VecDeque;
use std::future::poll_fn;
use std::num::NonZeroUsize;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::task::{Poll, Waker};
use std::thread;

use parking_lot::{Condvar, Mutex};

#[derive(Debug, PartialEq, Eq)]
pub enum OffloadError {
    Busy,
    Panicked(String),
}

type Job = Box<dyn FnOnce() + Send>;

#[derive(Default)]
struct State {
    /// Jobs that run or wait.
    inside: usize,
    waiting: VecDeque<(u64, Job)>,
    /// Callers without a place, in the order in which they came.
    outside: VecDeque<(u64, Waker)>,
    next: u64,
    closed: bool,
}

struct Shared {
    state: Mutex<State>,
    news: Condvar,
    room: usize,
}

struct Owner(Arc<Shared>);

#[derive(Clone)]
pub struct Offload {
    owner: Arc<Owner>,
}

impl Drop for Owner {
    fn drop(&mut self) {
        self.0.state.lock().closed = true;
        self.0.news.notify_all();
    }
}

impl Shared {
    fn work(&self) {
        loop {
            let mut state = self.state.lock();
            let job = loop {
                if let Some((_, job)) = state.waiting.pop_front() {
                    break job;
                }
                if state.closed {
                    return;
                }
                self.news.wait(&mut state);
            };
            drop(state);
            job();
        }
    }

    fn free_a_place(&self) {
        let mut state = self.state.lock();
        state.inside -= 1;
        // Everybody looks again: who has gone meanwhile must not take the news along.
        let wakers: Vec<Waker> = state
            .outside
            .iter()
            .map(|(_, waker)| waker.clone())
            .collect();
        drop(state);
        wakers.into_iter().for_each(Waker::wake);
    }
}

/// A caller between its first poll and its end.
struct Caller<'shared> {
    shared: &'shared Shared,
    number: u64,
}

impl Drop for Caller<'_> {
    fn drop(&mut self) {
        let mut state = self.shared.state.lock();
        state.outside.retain(|(number, _)| *number != self.number);
        let job = state
            .waiting
            .iter()
            .position(|(number, _)| *number == self.number)
            .and_then(|index| state.waiting.remove(index));
        drop(state);
        if job.is_some() {
            self.shared.free_a_place();
        }
    }
}

impl Offload {
    pub fn new(threads: NonZeroUsize, queue: usize) -> Self {
        let shared = Arc::new(Shared {
            state: Mutex::new(State::default()),
            news: Condvar::new(),
            room: threads.get().saturating_add(queue),
        });
        for _ in 0..threads.get() {
            let shared = shared.clone();
            thread::spawn(move || shared.work());
        }
        Self {
            owner: Arc::new(Owner(shared)),
        }
    }

    pub async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let caller = self.caller();
        poll_fn(|context| {
            let mut state = caller.shared.state.lock();
            state.outside.retain(|(number, _)| *number != caller.number);
            if state.inside < caller.shared.room {
                state.inside += 1;
                return Poll::Ready(());
            }
            let waker = context.waker().clone();
            state.outside.push_back((caller.number, waker));
            Poll::Pending
        })
        .await;
        self.outcome(&caller, job).await
    }

    pub async fn try_run<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        let caller = self.caller();
        {
            let mut state = caller.shared.state.lock();
            if state.inside >= caller.shared.room {
                return Err(OffloadError::Busy);
            }
            state.inside += 1;
        }
        self.outcome(&caller, job).await
    }

    fn caller(&self) -> Caller<'_> {
        let shared = &*self.owner.0;
        let mut state = shared.state.lock();
        state.next += 1;
        let number = state.next;
        drop(state);
        Caller { shared, number }
    }

    async fn outcome<T: Send + 'static>(
        &self,
        caller: &Caller<'_>,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, OffloadError> {
        type Mailbox<T> = Mutex<(Option<Result<T, String>>, Option<Waker>)>;
        let mailbox: Arc<Mailbox<T>> = Arc::new(Mutex::new((None, None)));
        let (shared, letter) = (self.owner.0.clone(), mailbox.clone());
        let job = Box::new(move || {
            let outcome = catch_unwind(AssertUnwindSafe(job)).map_err(text);
            shared.free_a_place();
            let mut open = letter.lock();
            open.0 = Some(outcome);
            let waker = open.1.take();
            drop(open);
            if let Some(waker) = waker {
                waker.wake();
            }
        });
        let shared = caller.shared;
        shared.state.lock().waiting.push_back((caller.number, job));
        shared.news.notify_one();
        poll_fn(|context| {
            let mut open = mailbox.lock();
            match open.0.take() {
                Some(outcome) => Poll::Ready(outcome.map_err(OffloadError::Panicked)),
                None => {
                    open.1 = Some(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await
    }
}

fn text(panic: Box<dyn Any + Send>) -> String {
    panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default()
}
