//! A fair semaphore for asynchronous code, on the standard library alone.

use std::collections::VecDeque;
use std::mem;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};

/// So many permits, handed out first come, first served.
pub struct AsyncSemaphore {
    permits: usize,
    state: Mutex<State>,
}

/// One or more permits, which come back when it is dropped.
#[must_use]
pub struct AsyncPermit<'a> {
    semaphore: &'a AsyncSemaphore,
    count: usize,
}

/// There will be no permit.
#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

impl AsyncSemaphore {
    /// A semaphore with so many permits.
    pub fn new(permits: usize) -> Self {
        let state = State {
            free: permits,
            queue: VecDeque::new(),
            next: 0,
            refused_from: None,
        };
        Self {
            permits,
            state: Mutex::new(state),
        }
    }

    /// Waits for one permit. Dropping the future neither keeps nor loses one.
    ///
    /// # Errors
    /// When the semaphore is closed before the permit was granted.
    pub async fn acquire(&self) -> Result<AsyncPermit<'_>, Closed> {
        self.acquire_many(1).await
    }

    /// Waits for `count` permits, all or none; none are ready at once. Dropping the future neither keeps nor loses one.
    ///
    /// # Errors
    /// When the semaphore is closed before the permits were granted, and when it never had so many.
    pub async fn acquire_many(&self, count: usize) -> Result<AsyncPermit<'_>, Closed> {
        if count > self.permits {
            return Err(Closed);
        }
        Acquire {
            semaphore: self,
            count,
            step: Step::New,
        }
        .await
    }

    /// One permit, if there is one, nobody waits, and the semaphore is open.
    pub fn try_acquire(&self) -> Option<AsyncPermit<'_>> {
        self.lock().take(1).then(|| AsyncPermit::of(self, 1))
    }

    /// Ends all waiting, now and later. Permits that are out, or already granted to somebody who waits, stay valid.
    pub fn close(&self) {
        let waiting = {
            let mut state = self.lock();
            let first = state
                .queue
                .front()
                .map_or(state.next, |waiter| waiter.place);
            state.refused_from.get_or_insert(first);
            mem::take(&mut state.queue)
        };
        wake(waiting);
    }

    /// How many permits are free.
    pub fn available(&self) -> usize {
        self.lock().free
    }

    fn release(&self, count: usize) {
        let granted = {
            let mut state = self.lock();
            state.free += count;
            state.grant()
        };
        wake(granted);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nothing panics under the lock")
    }
}

impl<'a> AsyncPermit<'a> {
    fn of(semaphore: &'a AsyncSemaphore, count: usize) -> Self {
        Self { semaphore, count }
    }
}

impl Drop for AsyncPermit<'_> {
    fn drop(&mut self) {
        if self.count > 0 {
            self.semaphore.release(self.count);
        }
    }
}

/// Between any two calls the head of the queue wants more than what is free.
struct State {
    free: usize,
    /// In the order of their places. Who is granted leaves it at once, and has its permits from then on.
    queue: VecDeque<Waiter>,
    /// The place of the next one to wait.
    next: u64,
    /// Set by `close`: waiters from this place on get nothing. Those before it were granted or have left.
    refused_from: Option<u64>,
}

struct Waiter {
    place: u64,
    count: usize,
    waker: Waker,
}

impl State {
    /// Takes permits that are free, from nobody who came before.
    fn take(&mut self, count: usize) -> bool {
        let turn = self.queue.is_empty() || count == 0;
        let possible = self.refused_from.is_none() && turn && count <= self.free;
        if possible {
            self.free -= count;
        }
        possible
    }

    /// Gives what is free to the head of the queue, as long as it is enough; they are to be woken without the lock.
    fn grant(&mut self) -> Vec<Waiter> {
        let mut granted = Vec::new();
        while let Some(head) = self.queue.front()
            && head.count <= self.free
        {
            self.free -= head.count;
            granted.extend(self.queue.pop_front());
        }
        granted
    }

    /// Where the waiter with this place stands, unless it was granted or refused.
    fn position(&self, place: u64) -> Option<usize> {
        self.queue
            .binary_search_by_key(&place, |waiter| waiter.place)
            .ok()
    }

    fn is_refused(&self, place: u64) -> bool {
        self.refused_from.is_some_and(|first| place >= first)
    }
}

/// A waker may do anything, also call the semaphore: it is called when nothing is locked.
fn wake(waiters: impl IntoIterator<Item = Waiter>) {
    for waiter in waiters {
        waiter.waker.wake();
    }
}

struct Acquire<'a> {
    semaphore: &'a AsyncSemaphore,
    count: usize,
    step: Step,
}

#[derive(Clone, Copy)]
enum Step {
    New,
    Waiting(u64),
    Done,
}

impl<'a> Future for Acquire<'a> {
    type Output = Result<AsyncPermit<'a>, Closed>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // Cloned before the lock is taken, and the old one dropped after it is given back: both may run foreign code.
        let waker = context.waker().clone();
        let semaphore = self.semaphore;
        let mut state = semaphore.lock();
        let granted = match self.step {
            Step::New if state.refused_from.is_some() => false,
            Step::New if state.take(self.count) => true,
            Step::New => {
                let place = state.next;
                state.next += 1;
                state.queue.push_back(Waiter {
                    place,
                    count: self.count,
                    waker,
                });
                self.step = Step::Waiting(place);
                return Poll::Pending;
            }
            Step::Waiting(place) => {
                if let Some(position) = state.position(place) {
                    let old = mem::replace(&mut state.queue[position].waker, waker);
                    drop(state);
                    drop(old);
                    return Poll::Pending;
                }
                !state.is_refused(place)
            }
            Step::Done => panic!("polled after it was ready"),
        };
        drop(state);
        self.step = Step::Done;
        Poll::Ready(if granted {
            Ok(AsyncPermit::of(semaphore, self.count))
        } else {
            Err(Closed)
        })
    }
}

impl Drop for Acquire<'_> {
    fn drop(&mut self) {
        let Step::Waiting(place) = self.step else {
            return;
        };
        let mut state = self.semaphore.lock();
        let left = match state.position(place) {
            Some(position) => state.queue.remove(position),
            None => {
                // It was granted and never looked: somebody else has use for that.
                if !state.is_refused(place) {
                    state.free += self.count;
                }
                None
            }
        };
        let granted = state.grant();
        drop(state);
        drop(left);
        wake(granted);
    }
}
