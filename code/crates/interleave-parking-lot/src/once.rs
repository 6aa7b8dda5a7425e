//! `Once`: runs a closure once; the others wait for its end.
//!
//! A closure that panics poisons it: later `call_once` panics, `call_once_force` runs its own closure.
//!
//! # Why each schedule is a real one
//!
//! [`parking_lot::Once`](https://docs.rs/parking_lot/latest/parking_lot/struct.Once.html) promises what that of the standard library does: one closure at a time, the others wait, a panic poisons.

use std::cell::Cell;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, runtime};

/// Where a `Once` stands.
#[derive(Copy, Clone, Eq, PartialEq, Debug)]
pub enum OnceState {
    /// Nothing has run.
    New,
    /// The closure panicked.
    Poisoned,
    /// The closure is running.
    InProgress,
    /// The closure has run.
    Done,
}

impl OnceState {
    /// Whether the closure panicked.
    #[must_use]
    pub const fn is_poisoned(self) -> bool {
        matches!(self, Self::Poisoned)
    }

    /// Whether the closure has run.
    #[must_use]
    pub const fn is_completed(self) -> bool {
        matches!(self, Self::Done)
    }
}

/// Runs something once.
pub struct Once {
    object: Object,
    state: Cell<OnceState>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Once {}
// SAFETY: see above.
unsafe impl Sync for Once {}

/// Puts the state right when the closure panics.
struct Running<'a> {
    once: &'a Once,
    place: Place,
    outcome: OnceState,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        let id = self.once.id(self.place);
        self.once.state.set(self.outcome);
        runtime::release(id);
        runtime::event(self.place, id, Fact::Plain, || {
            format!("leaves {{object}} as {:?}", self.outcome)
        });
    }
}

impl Once {
    /// One that has run nothing yet.
    #[track_caller]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            object: Object::new(),
            state: Cell::new(OnceState::New),
        }
    }

    fn id(&self, place: Place) -> ObjectId {
        self.object
            .id("once", place, &[Region::of(self.state.as_ptr())])
    }

    /// Where it stands.
    #[track_caller]
    pub fn state(&self) -> OnceState {
        let place = runtime::here();
        let id = self.id(place);
        runtime::step(Operation::on(id, Access::Read, place, "looks at {object}"));
        runtime::acquire(id);
        self.state.get()
    }

    /// Runs the closure if none has run yet, and returns when one has.
    ///
    /// # Panics
    /// When an earlier closure panicked.
    #[track_caller]
    pub fn call_once(&self, run: impl FnOnce()) {
        let place = runtime::here();
        let id = self.id(place);
        match self.enter(id, place) {
            OnceState::Done => {}
            OnceState::Poisoned => panic!("Once instance has previously been poisoned"),
            _ => self.run(place, |_| run(), OnceState::New),
        }
    }

    /// As [`Once::call_once`], and runs the closure also after one that panicked.
    #[track_caller]
    pub fn call_once_force(&self, run: impl FnOnce(OnceState)) {
        let place = runtime::here();
        let id = self.id(place);
        match self.enter(id, place) {
            OnceState::Done => {}
            before => self.run(place, run, before),
        }
    }

    fn enter(&self, id: ObjectId, place: Place) -> OnceState {
        let operation = Operation::on(id, Access::Write, place, "waits for {object} to be done");
        runtime::wait(operation, &|| self.state.get() != OnceState::InProgress);
        runtime::acquire(id);
        self.state.get()
    }

    fn run(&self, place: Place, run: impl FnOnce(OnceState), before: OnceState) {
        self.state.set(OnceState::InProgress);
        runtime::event(place, self.id(place), Fact::Plain, || {
            "begins {object}".to_owned()
        });
        let mut running = Running {
            once: self,
            place,
            outcome: OnceState::Poisoned,
        };
        run(before);
        running.outcome = OnceState::Done;
    }
}

impl Default for Once {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}
