//! New channels.

use std::rc::Rc;
use std::time::Duration;

use interleave::{Place, runtime};
use interleave_std::time::Instant;

use super::core::Core;
use super::ends::Flavor;
use super::operate::{NeverSide, ReceiveSide, SendSide, TimerSide};
use super::timer::Timer;
use super::{Receiver, Sender};

/// A channel without bound.
#[track_caller]
#[must_use]
pub fn unbounded<T>() -> (Sender<T>, Receiver<T>) {
    channel(None, runtime::here())
}

/// A channel that holds at most `capacity` messages; with 0, a sender and a receiver meet.
#[track_caller]
#[must_use]
pub fn bounded<T>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    channel(Some(capacity), runtime::here())
}

fn channel<T>(capacity: Option<usize>, place: Place) -> (Sender<T>, Receiver<T>) {
    let core = Core::new(capacity, place);
    let sender = Sender {
        side: SendSide(Rc::clone(&core)),
    };
    (
        sender,
        Receiver {
            flavor: Flavor::Channel(ReceiveSide(core)),
        },
    )
}

/// A channel that gets one message after some virtual time.
#[track_caller]
#[must_use]
pub fn after(duration: Duration) -> Receiver<Instant> {
    timer(
        runtime::clock().saturating_add(duration),
        None,
        runtime::here(),
    )
}

/// A channel that gets one message at a point of virtual time.
#[track_caller]
#[must_use]
pub fn at(when: Instant) -> Receiver<Instant> {
    timer(when.__since_start(), None, runtime::here())
}

/// A channel that gets a message every `period`, unless one is waiting.
#[track_caller]
#[must_use]
pub fn tick(period: Duration) -> Receiver<Instant> {
    timer(
        runtime::clock().saturating_add(period),
        Some(period),
        runtime::here(),
    )
}

fn timer(first: Duration, period: Option<Duration>, place: Place) -> Receiver<Instant> {
    Receiver {
        flavor: Flavor::Timer(TimerSide(Rc::new(Timer::new(first, period, place)))),
    }
}

/// A channel that never gets a message and is never closed.
#[must_use]
pub const fn never<T>() -> Receiver<T> {
    Receiver {
        flavor: Flavor::Never(NeverSide),
    }
}
