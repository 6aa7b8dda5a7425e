//! `crossbeam::utils`.

pub use crossbeam::utils::CachePadded;

use std::cell::Cell;
use std::fmt;

use interleave::runtime;

/// Waits ever longer in loops that try again and again.
#[derive(Default)]
pub struct Backoff {
    step: Cell<u32>,
}

const SPINS: u32 = 6;
const YIELDS: u32 = 10;

impl Backoff {
    /// Begins with short waits.
    #[must_use]
    pub const fn new() -> Self {
        Self { step: Cell::new(0) }
    }

    /// Begins again with short waits.
    pub fn reset(&self) {
        self.step.set(0);
    }

    /// Waits a little, after a step of another thread got in the way.
    #[track_caller]
    pub fn spin(&self) {
        runtime::yield_now(runtime::here());
        if self.step.get() <= SPINS {
            self.step.set(self.step.get() + 1);
        }
    }

    /// Waits for another thread to do something.
    #[track_caller]
    pub fn snooze(&self) {
        runtime::yield_now(runtime::here());
        if self.step.get() <= YIELDS {
            self.step.set(self.step.get() + 1);
        }
    }

    /// Whether it is time to block instead.
    #[must_use]
    pub fn is_completed(&self) -> bool {
        self.step.get() > YIELDS
    }
}

impl fmt::Debug for Backoff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Backoff")
            .field("step", &self.step)
            .field("is_completed", &self.is_completed())
            .finish()
    }
}
