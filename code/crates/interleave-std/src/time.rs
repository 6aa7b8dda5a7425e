//! `std::time`: `Instant` and `SystemTime` in virtual time.
//!
//! # Why each schedule is a real one
//!
//! [`Instant`](https://doc.rust-lang.org/std/time/struct.Instant.html) is monotonic and nothing more: how much time passes between two steps is up to the machine. Here it passes in jumps to the
//! next deadline, and a thread that could run is never delayed by more than a second, so a program is not blamed for a delay that no one has to expect.
//!
//! [`SystemTime`](https://doc.rust-lang.org/std/time/struct.SystemTime.html) may stand anywhere at the start and may be set while the program runs.
//! Here each execution starts at the same moment, and the clock passes together with the other one: one of the clocks a real machine may have.

mod system;

pub use ::std::time::*;
pub use system::{SystemTime, UNIX_EPOCH};

use std::ops::{Add, AddAssign, Sub, SubAssign};

use interleave::runtime;

/// A point of virtual time.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Instant(Duration);

/// Instants start here, so that one can also subtract.
const START: Duration = Duration::from_secs(1 << 32);

impl Instant {
    /// The present.
    #[must_use]
    pub fn now() -> Self {
        Self(START + runtime::now())
    }

    /// The time since an earlier instant, zero if it is later.
    #[must_use]
    pub fn duration_since(&self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }

    /// The time since an earlier instant.
    #[must_use]
    pub fn checked_duration_since(&self, earlier: Self) -> Option<Duration> {
        self.0.checked_sub(earlier.0)
    }

    /// The time since an earlier instant, zero if it is later.
    #[must_use]
    pub fn saturating_duration_since(&self, earlier: Self) -> Duration {
        self.0.saturating_sub(earlier.0)
    }

    /// The time since then.
    #[must_use]
    pub fn elapsed(&self) -> Duration {
        Self::now().duration_since(*self)
    }

    /// A later instant, if it can be told.
    #[must_use]
    pub fn checked_add(&self, duration: Duration) -> Option<Self> {
        self.0.checked_add(duration).map(Self)
    }

    /// An earlier instant, if it can be told.
    #[must_use]
    pub fn checked_sub(&self, duration: Duration) -> Option<Self> {
        self.0.checked_sub(duration).map(Self)
    }

    /// The virtual time since the start of the execution, for other facades.
    #[doc(hidden)]
    #[must_use]
    pub fn __since_start(&self) -> Duration {
        self.0.saturating_sub(START)
    }

    /// The instant at a virtual time since the start, for other facades.
    #[doc(hidden)]
    #[must_use]
    pub fn __at(since_start: Duration) -> Self {
        Self(START.saturating_add(since_start))
    }
}

impl Add<Duration> for Instant {
    type Output = Self;
    fn add(self, duration: Duration) -> Self {
        Self(
            self.0
                .checked_add(duration)
                .expect("overflow when adding duration to instant"),
        )
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, duration: Duration) {
        *self = *self + duration;
    }
}

impl Sub<Duration> for Instant {
    type Output = Self;
    fn sub(self, duration: Duration) -> Self {
        Self(
            self.0
                .checked_sub(duration)
                .expect("overflow when subtracting duration from instant"),
        )
    }
}

impl SubAssign<Duration> for Instant {
    fn sub_assign(&mut self, duration: Duration) {
        *self = *self - duration;
    }
}

impl Sub for Instant {
    type Output = Duration;
    fn sub(self, earlier: Self) -> Duration {
        self.duration_since(earlier)
    }
}
