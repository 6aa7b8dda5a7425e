//! `Notify`.
//!
//! tokio promises that `notify_one` wakes the one that waits longest, or is kept for the next one to wait, once;
//! that `notify_waiters` wakes all whose `notified()` was called before, and is not kept.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::Notify`](https://docs.rs/tokio/latest/tokio/sync/struct.Notify.html): one permit at most is kept; "the `Notified` future is guaranteed to receive wakeups from `notify_waiters()` as soon as it has been
//! created", and from `notify_one` only once it was polled or enabled.

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use interleave::{Access, Fact, ObjectId, Operation, Place, runtime};
use tokio::sync as real;

use crate::shared::{Shared, awaits, reach};

const SLEEPS: &str = "sleeps until {object} is notified";

/// A signal between tasks.
pub struct Notify {
    shared: Shared<Inner>,
}

#[derive(Debug)]
struct Inner {
    real: real::Notify,
    /// How many wait, for the words of the trace.
    waiting: Cell<usize>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Sync for Inner {}

impl Notify {
    /// A signal that was not given yet.
    #[track_caller]
    #[must_use]
    pub fn new() -> Self {
        Self::with(real::Notify::new(), runtime::here())
    }

    /// As [`Notify::new`], in a constant.
    #[track_caller]
    #[must_use]
    pub const fn const_new() -> Self {
        Self::with(real::Notify::const_new(), std::panic::Location::caller())
    }

    const fn with(real: real::Notify, created: Place) -> Self {
        Self {
            shared: Shared::at(
                Inner {
                    real,
                    waiting: Cell::new(0),
                },
                created,
            ),
        }
    }

    fn id(&self, place: Place) -> ObjectId {
        self.shared.id("notify", place)
    }

    /// Waits for the signal.
    #[track_caller]
    pub fn notified(&self) -> Notified<'_> {
        let place = runtime::here();
        let id = self.id(place);
        // Signals to all count from here on.
        reach(Operation::on(
            id,
            Access::Write,
            place,
            "is about to wait for {object}",
        ));
        Notified {
            future: Box::pin(self.shared.real.notified()),
            notify: self,
            id,
            place,
            state: State::New,
        }
    }

    /// Wakes the one that waits longest, or else the next one to wait.
    #[track_caller]
    pub fn notify_one(&self) {
        self.notify(runtime::here(), "notify_one", real::Notify::notify_one);
    }

    /// Wakes the one that waits shortest, or else the next one to wait.
    #[track_caller]
    pub fn notify_last(&self) {
        self.notify(runtime::here(), "notify_last", real::Notify::notify_last);
    }

    fn notify(&self, place: Place, how: &str, notify: impl FnOnce(&real::Notify)) {
        let id = self.id(place);
        reach(Operation::on(id, Access::Write, place, "notifies {object}"));
        runtime::release(id);
        let woken = self.shared.waiting.get().min(1);
        runtime::event(place, id, Fact::Notifies(woken), || match woken {
            0 => format!("{how} on {{object}}: nobody is waiting, one signal is kept"),
            _ => format!("{how} on {{object}}: wakes one"),
        });
        notify(&self.shared.real);
    }

    /// Wakes all that wait.
    #[track_caller]
    pub fn notify_waiters(&self) {
        let place = runtime::here();
        let id = self.id(place);
        reach(Operation::on(id, Access::Write, place, "notifies {object}"));
        runtime::release(id);
        let woken = self.shared.waiting.get();
        runtime::event(place, id, Fact::Notifies(woken), || match woken {
            0 => "notify_waiters on {object}: NOBODY is waiting, the signal is lost".to_owned(),
            _ => format!("notify_waiters on {{object}}: wakes {woken}"),
        });
        self.shared.real.notify_waiters();
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    New,
    Waiting,
    Done,
}

/// Waits for a signal.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Notified<'a> {
    future: Pin<Box<real::futures::Notified<'a>>>,
    notify: &'a Notify,
    id: ObjectId,
    place: Place,
    state: State,
}

impl Notified<'_> {
    /// Begins to wait without being polled; true when the signal is there already.
    pub fn enable(mut self: Pin<&mut Self>) -> bool {
        reach(Operation::on(self.id, Access::Write, self.place, SLEEPS));
        let ready = self.future.as_mut().enable();
        self.enters(if ready { State::Done } else { State::Waiting });
        ready
    }

    fn enters(&mut self, state: State) {
        let waiting = &self.notify.shared.waiting;
        if self.state == State::Waiting {
            waiting.set(waiting.get().saturating_sub(1));
        }
        if state == State::Waiting {
            waiting.set(waiting.get() + 1);
        }
        self.state = state;
    }
}

impl Future for Notified<'_> {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let (id, place) = (self.id, self.place);
        reach(Operation::on(id, Access::Write, place, SLEEPS));
        if self.future.as_mut().poll(context).is_ready() {
            runtime::acquire(id);
            runtime::event(place, id, Fact::Wakes, || {
                "was notified by {object}".to_owned()
            });
            self.enters(State::Done);
            return Poll::Ready(());
        }
        if self.state != State::Waiting {
            runtime::event(place, id, Fact::Sleeps, || "waits for {object}".to_owned());
            self.enters(State::Waiting);
        }
        awaits(id, place, SLEEPS);
        Poll::Pending
    }
}

impl Drop for Notified<'_> {
    fn drop(&mut self) {
        self.enters(State::Done);
    }
}

impl fmt::Debug for Notified<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Notified").finish_non_exhaustive()
    }
}

impl Default for Notify {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Notify {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.shared.real.fmt(f)
    }
}
