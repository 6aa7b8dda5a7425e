//! `Parker`: as `park` and `unpark`, with a token that does not belong to a thread. crossbeam promises to sleep until the token is there.
//!
//! # Why each schedule is a real one
//!
//! [`Parker`](https://docs.rs/crossbeam/latest/crossbeam/sync/struct.Parker.html): "the `park` method blocks the current thread unless or until the token is available, at which point it automatically consumes the token",
//! and tokens do not add up. It says nothing of spurious returns, so none is explored.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, runtime};
use interleave_std::time::Instant;

struct Inner {
    object: Object,
    token: Cell<bool>,
}

impl Inner {
    fn id(&self, place: Place) -> ObjectId {
        self.object.id("parker", place, &[])
    }
}

/// Waits for its token.
pub struct Parker {
    unparker: Unparker,
    /// Only one thread at a time may park.
    not_sync: std::marker::PhantomData<Cell<()>>,
}

/// Gives a parker its token.
pub struct Unparker(Rc<Inner>);

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Unparker {}
// SAFETY: see above.
unsafe impl Sync for Unparker {}

impl Parker {
    /// A parker without its token.
    #[track_caller]
    #[must_use]
    pub fn new() -> Self {
        let inner = Inner {
            object: Object::new(),
            token: Cell::new(false),
        };
        Self {
            unparker: Unparker(Rc::new(inner)),
            not_sync: std::marker::PhantomData,
        }
    }

    /// Waits for the token and takes it.
    #[track_caller]
    pub fn park(&self) {
        self.park_at(None, runtime::here());
    }

    /// As [`Parker::park`], at most for the given time.
    #[track_caller]
    pub fn park_timeout(&self, limit: Duration) {
        let deadline = runtime::clock().saturating_add(limit);
        self.park_at(Some(deadline), runtime::here());
    }

    /// As [`Parker::park`], until a point of time.
    #[track_caller]
    pub fn park_deadline(&self, deadline: Instant) {
        self.park_at(Some(deadline.__since_start()), runtime::here());
    }

    fn park_at(&self, deadline: Option<Duration>, place: Place) {
        let inner = &self.unparker.0;
        let id = inner.id(place);
        runtime::step(Operation::on(id, Access::Write, place, "parks on {object}"));
        if !inner.token.get() {
            runtime::event(place, id, Fact::Sleeps, || "parks on {object}".to_owned());
        }
        let operation = Operation::on(id, Access::Write, place, "sleeps on {object}");
        runtime::wait_until(operation, deadline, &|| inner.token.get());
        if inner.token.replace(false) {
            runtime::acquire(id);
            runtime::event(place, id, Fact::Wakes, || {
                "goes on: it was unparked".to_owned()
            });
        } else {
            runtime::event(place, id, Fact::Wakes, || {
                "goes on: its time is up".to_owned()
            });
        }
    }

    /// Its other end.
    #[must_use]
    pub const fn unparker(&self) -> &Unparker {
        &self.unparker
    }
}

impl Unparker {
    /// Gives the token, unless it is there.
    #[track_caller]
    pub fn unpark(&self) {
        let place = runtime::here();
        let id = self.0.id(place);
        runtime::step(Operation::on(id, Access::Write, place, "unparks {object}"));
        let had = self.0.token.replace(true);
        runtime::release(id);
        runtime::event(place, id, Fact::Notifies(usize::from(!had)), || {
            if had {
                "unparks {object} (it had its token already)"
            } else {
                "unparks {object}"
            }
            .to_owned()
        });
    }
}

impl Clone for Unparker {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

impl Default for Parker {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Parker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Parker { .. }")
    }
}

impl fmt::Debug for Unparker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Unparker { .. }")
    }
}
