//! design: nothing is handed over; whoever waits has a ticket, and takes the permits itself when nobody before it needs them
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::sync::Mutex;
use std::task::{Context, Poll, Waker};

pub struct AsyncSemaphore {
    total: usize,
    desk: Mutex<Desk>,
}

#[must_use]
pub struct AsyncPermit<'a> {
    semaphore: &'a AsyncSemaphore,
    count: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

struct Desk {
    free: usize,
    waiting: BTreeMap<u64, (usize, Waker)>,
    next_ticket: u64,
    closed: bool,
}

impl Desk {
    /// Those whose turn it is: the first ones, as long as there is enough for all of them together.
    fn turns(&self) -> impl Iterator<Item = (u64, &Waker)> {
        let mut left = self.free;
        self.waiting
            .iter()
            .map_while(move |(ticket, (count, waker))| {
                left = left.checked_sub(*count)?;
                Some((*ticket, waker))
            })
    }

    fn wakers(&self) -> Vec<Waker> {
        self.turns().map(|(_, waker)| waker.clone()).collect()
    }
}

/// Gives the ticket back however the waiting ends.
struct Ticket<'a> {
    semaphore: &'a AsyncSemaphore,
    number: Option<u64>,
}

impl<'a> Ticket<'a> {
    fn poll(
        &mut self,
        count: usize,
        context: &mut Context<'_>,
    ) -> Poll<Result<AsyncPermit<'a>, Closed>> {
        let mut desk = self.semaphore.desk.lock().unwrap();
        let number = match self.number {
            None if desk.closed => return Poll::Ready(Err(Closed)),
            Some(number) if !desk.waiting.contains_key(&number) => {
                self.number = None;
                return Poll::Ready(Err(Closed));
            }
            Some(number) => number,
            None => {
                desk.next_ticket += 1;
                desk.next_ticket
            }
        };
        desk.waiting
            .insert(number, (count, context.waker().clone()));
        self.number = Some(number);
        if !desk.turns().any(|(ticket, _)| ticket == number) {
            return Poll::Pending;
        }
        desk.waiting.remove(&number);
        desk.free -= count;
        self.number = None;
        Poll::Ready(Ok(AsyncPermit {
            semaphore: self.semaphore,
            count,
        }))
    }
}

impl Drop for Ticket<'_> {
    fn drop(&mut self) {
        let Some(number) = self.number else { return };
        let mut desk = self.semaphore.desk.lock().unwrap();
        let mine = desk.waiting.remove(&number);
        let wakers = desk.wakers();
        drop(desk);
        drop(mine);
        wakers.into_iter().for_each(Waker::wake);
    }
}

impl AsyncSemaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            total: permits,
            desk: Mutex::new(Desk {
                free: permits,
                waiting: BTreeMap::new(),
                next_ticket: 0,
                closed: false,
            }),
        }
    }

    pub async fn acquire(&self) -> Result<AsyncPermit<'_>, Closed> {
        self.acquire_many(1).await
    }

    pub async fn acquire_many(&self, count: usize) -> Result<AsyncPermit<'_>, Closed> {
        if count > self.total {
            return Err(Closed);
        }
        if count == 0 {
            return Ok(AsyncPermit {
                semaphore: self,
                count,
            });
        }
        let mut ticket = Ticket {
            semaphore: self,
            number: None,
        };
        poll_fn(|context| ticket.poll(count, context)).await
    }

    pub fn try_acquire(&self) -> Option<AsyncPermit<'_>> {
        let mut desk = self.desk.lock().unwrap();
        if desk.closed || desk.free == 0 || !desk.waiting.is_empty() {
            return None;
        }
        desk.free -= 1;
        Some(AsyncPermit {
            semaphore: self,
            count: 1,
        })
    }

    pub fn close(&self) {
        let mut desk = self.desk.lock().unwrap();
        desk.closed = true;
        let first_too_late = desk.turns().last().map_or(0, |(ticket, _)| ticket + 1);
        let refused = desk.waiting.split_off(&first_too_late);
        drop(desk);
        for (_, waker) in refused.into_values() {
            waker.wake();
        }
    }

    pub fn available(&self) -> usize {
        self.desk.lock().unwrap().free
    }
}

impl Drop for AsyncPermit<'_> {
    fn drop(&mut self) {
        let wakers = {
            let mut desk = self.semaphore.desk.lock().unwrap();
            desk.free += self.count;
            desk.wakers()
        };
        wakers.into_iter().for_each(Waker::wake);
    }
}
