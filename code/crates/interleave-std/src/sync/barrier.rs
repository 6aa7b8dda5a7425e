//! `Barrier`: the last to arrive leads, as the standard library lets it; all leave in any order.
//!
//! # Why each schedule is a real one
//!
//! [`std::sync::Barrier`](https://doc.rust-lang.org/std/sync/struct.Barrier.html) blocks "until all threads have rendezvoused" and promises one leader of each round, whichever.
//! The last to arrive is the one that the implementation picks, so no schedule has a leader that a real run cannot have.

use std::cell::Cell;
use std::fmt;

use interleave::{Access, Fact, Object, Operation, Region, runtime};

/// A meeting point of a fixed number of threads.
pub struct Barrier {
    object: Object,
    needed: usize,
    /// Arrived in this round, and the number of the round.
    state: Cell<(usize, usize)>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Barrier {}
// SAFETY: see above.
unsafe impl Sync for Barrier {}

impl std::panic::RefUnwindSafe for Barrier {}

/// Whether the thread is the round's leader.
pub struct BarrierWaitResult(bool);

impl Barrier {
    /// A barrier for `needed` threads.
    #[track_caller]
    #[must_use]
    pub const fn new(needed: usize) -> Self {
        Self {
            object: Object::new(),
            needed,
            state: Cell::new((0, 0)),
        }
    }

    /// Waits for the others.
    #[track_caller]
    pub fn wait(&self) -> BarrierWaitResult {
        let place = runtime::here();
        let id = self
            .object
            .id("barrier", place, &[Region::of(self.state.as_ptr())]);
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "arrives at {object}",
        ));
        let (arrived, round) = self.state.get();
        runtime::release(id);
        if arrived + 1 >= self.needed {
            self.state.set((0, round.wrapping_add(1)));
            runtime::acquire(id);
            runtime::event(place, id, Fact::Notifies(arrived), || {
                "arrives last at {object}: all go on".to_owned()
            });
            return BarrierWaitResult(true);
        }
        self.state.set((arrived + 1, round));
        let needed = self.needed;
        runtime::event(place, id, Fact::Sleeps, || {
            format!("arrives at {{object}} ({} of {needed})", arrived + 1)
        });
        runtime::wait(
            Operation::on(id, Access::Read, place, "waits for the others at {object}"),
            &|| self.state.get().1 != round,
        );
        runtime::acquire(id);
        runtime::event(place, id, Fact::Wakes, || {
            "goes on after {object}".to_owned()
        });
        BarrierWaitResult(false)
    }
}

impl BarrierWaitResult {
    /// Whether this thread is the leader.
    #[must_use]
    pub const fn is_leader(&self) -> bool {
        self.0
    }
}

impl fmt::Debug for Barrier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Barrier").finish_non_exhaustive()
    }
}

impl fmt::Debug for BarrierWaitResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("BarrierWaitResult")
            .field("is_leader", &self.0)
            .finish()
    }
}
