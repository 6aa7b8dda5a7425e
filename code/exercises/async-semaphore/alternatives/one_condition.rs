//! design: a list of numbers says who is next; whoever changes something wakes everybody, and each looks whether it is its turn
use std::future::poll_fn;
use std::sync::{Mutex, MutexGuard};
use std::task::{Poll, Waker};

pub struct AsyncSemaphore {
    permits: usize,
    room: Mutex<Room>,
}

#[must_use]
pub struct AsyncPermit<'a> {
    semaphore: &'a AsyncSemaphore,
    count: usize,
}

#[derive(Debug, PartialEq, Eq)]
pub struct Closed;

struct Seat {
    number: u64,
    count: usize,
    waker: Waker,
    /// The permits are set aside for it, or it is sent away.
    verdict: Option<Result<(), Closed>>,
}

struct Room {
    free: usize,
    numbers: u64,
    seats: Vec<Seat>,
    closed: bool,
}

impl Room {
    /// Sets permits aside in the order of the seats, and says whom to wake.
    fn look_around(&mut self) -> Vec<Waker> {
        for seat in &mut self.seats {
            if seat.verdict.is_some() {
                continue;
            }
            if self.closed {
                seat.verdict = Some(Err(Closed));
            } else if seat.count <= self.free {
                self.free -= seat.count;
                seat.verdict = Some(Ok(()));
            } else {
                break;
            }
        }
        self.seats.iter().map(|seat| seat.waker.clone()).collect()
    }

    fn leave(&mut self, number: u64) -> Option<Seat> {
        let at = self.seats.iter().position(|seat| seat.number == number)?;
        Some(self.seats.remove(at))
    }

    fn somebody_waits(&self) -> bool {
        self.seats.iter().any(|seat| seat.verdict.is_none())
    }
}

fn tell(mut room: MutexGuard<'_, Room>) {
    let wakers = room.look_around();
    drop(room);
    wakers.into_iter().for_each(Waker::wake);
}

/// Leaves the room when the future is dropped.
struct Visit<'a> {
    semaphore: &'a AsyncSemaphore,
    number: Option<u64>,
}

impl Drop for Visit<'_> {
    fn drop(&mut self) {
        let Some(number) = self.number else { return };
        let mut room = self.semaphore.room.lock().unwrap();
        let seat = room.leave(number);
        if let Some(seat) = &seat
            && seat.verdict == Some(Ok(()))
        {
            room.free += seat.count;
        }
        tell(room);
    }
}

impl AsyncSemaphore {
    pub fn new(permits: usize) -> Self {
        Self {
            permits,
            room: Mutex::new(Room {
                free: permits,
                numbers: 0,
                seats: Vec::new(),
                closed: false,
            }),
        }
    }

    pub async fn acquire(&self) -> Result<AsyncPermit<'_>, Closed> {
        self.acquire_many(1).await
    }

    pub async fn acquire_many(&self, count: usize) -> Result<AsyncPermit<'_>, Closed> {
        if count > self.permits {
            return Err(Closed);
        }
        let mut visit = Visit {
            semaphore: self,
            number: None,
        };
        poll_fn(|context| {
            let waker = context.waker().clone();
            let mut room = self.room.lock().unwrap();
            let Some(number) = visit.number else {
                if room.closed {
                    return Poll::Ready(Err(Closed));
                }
                if count == 0 || (!room.somebody_waits() && count <= room.free) {
                    room.free -= count;
                    return Poll::Ready(Ok(()));
                }
                room.numbers += 1;
                let number = room.numbers;
                room.seats.push(Seat {
                    number,
                    count,
                    waker,
                    verdict: None,
                });
                visit.number = Some(number);
                return Poll::Pending;
            };
            let at = room.seats.iter().position(|seat| seat.number == number);
            let at = at.expect("only the visit itself leaves");
            if room.seats[at].verdict.is_none() {
                room.seats[at].waker = waker;
                return Poll::Pending;
            }
            visit.number = None;
            let seat = room.seats.remove(at);
            Poll::Ready(seat.verdict.expect("there is one"))
        })
        .await?;
        Ok(AsyncPermit {
            semaphore: self,
            count,
        })
    }

    pub fn try_acquire(&self) -> Option<AsyncPermit<'_>> {
        let mut room = self.room.lock().unwrap();
        if room.closed || room.somebody_waits() {
            return None;
        }
        room.free = room.free.checked_sub(1)?;
        Some(AsyncPermit {
            semaphore: self,
            count: 1,
        })
    }

    pub fn close(&self) {
        let mut room = self.room.lock().unwrap();
        room.closed = true;
        tell(room);
    }

    pub fn available(&self) -> usize {
        self.room.lock().unwrap().free
    }
}

impl Drop for AsyncPermit<'_> {
    fn drop(&mut self) {
        let mut room = self.semaphore.room.lock().unwrap();
        room.free += self.count;
        tell(room);
    }
}
