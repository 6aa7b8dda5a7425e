//! Channels that virtual time fills: `after`, `at`, `tick`.

use std::cell::Cell;
use std::time::Duration;

use interleave::{Object, Place, runtime};
use interleave_std::time::Instant;

pub(super) struct Timer<T> {
    /// For its name only: what it does depends on the clock.
    pub(super) object: Object,
    /// Makes the message.
    make: fn(Instant) -> T,
    /// When the next message is there; `None` when there will be none.
    next: Cell<Option<Duration>>,
    period: Option<Duration>,
}

impl Timer<Instant> {
    pub(super) fn new(first: Duration, period: Option<Duration>, created: Place) -> Self {
        Self {
            object: Object::at(created),
            make: |instant| instant,
            next: Cell::new(Some(first)),
            period,
        }
    }
}

impl<T> Timer<T> {
    pub(super) fn next(&self) -> Option<Duration> {
        self.next.get()
    }

    pub(super) fn is_ready(&self) -> bool {
        self.next.get().is_some_and(|next| runtime::clock() >= next)
    }

    /// The message that is there.
    pub(super) fn take(&self) -> T {
        let due = self.next.get().expect("a message is there");
        self.next.set(
            self.period
                .map(|period| runtime::clock().saturating_add(period)),
        );
        (self.make)(Instant::__at(due))
    }
}
