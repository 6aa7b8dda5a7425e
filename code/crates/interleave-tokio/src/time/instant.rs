//! `Instant`.

use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::time::Duration;

use interleave::runtime;
use interleave_std::time::Instant as StdInstant;

/// A point of virtual time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant(StdInstant);

impl Instant {
    /// The present.
    #[must_use]
    pub fn now() -> Self {
        Self(StdInstant::now())
    }

    /// The present, looked at by a timer and not by the program.
    pub(super) fn quiet_now() -> Self {
        Self(StdInstant::__at(runtime::clock()))
    }

    /// The same instant of the standard library's clock.
    #[must_use]
    pub const fn from_std(instant: StdInstant) -> Self {
        Self(instant)
    }

    /// The same instant of the standard library's clock.
    #[must_use]
    pub const fn into_std(self) -> StdInstant {
        self.0
    }

    /// The virtual time since the start of the execution.
    pub(crate) fn since_start(self) -> Duration {
        self.0.__since_start()
    }

    pub(super) fn far_future() -> Self {
        Self::quiet_now() + Duration::from_secs(86_400 * 365 * 30)
    }

    /// The time since an earlier instant, zero if it is later.
    #[must_use]
    pub fn duration_since(&self, earlier: Self) -> Duration {
        self.0.saturating_duration_since(earlier.0)
    }

    /// The time since an earlier instant.
    #[must_use]
    pub fn checked_duration_since(&self, earlier: Self) -> Option<Duration> {
        self.0.checked_duration_since(earlier.0)
    }

    /// The time since an earlier instant, zero if it is later.
    #[must_use]
    pub fn saturating_duration_since(&self, earlier: Self) -> Duration {
        self.0.saturating_duration_since(earlier.0)
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
}

impl From<StdInstant> for Instant {
    fn from(instant: StdInstant) -> Self {
        Self(instant)
    }
}

impl From<Instant> for StdInstant {
    fn from(instant: Instant) -> Self {
        instant.0
    }
}

impl Add<Duration> for Instant {
    type Output = Self;
    fn add(self, duration: Duration) -> Self {
        Self(self.0 + duration)
    }
}

impl AddAssign<Duration> for Instant {
    fn add_assign(&mut self, duration: Duration) {
        self.0 += duration;
    }
}

impl Sub for Instant {
    type Output = Duration;
    fn sub(self, earlier: Self) -> Duration {
        self.0.saturating_duration_since(earlier.0)
    }
}

impl Sub<Duration> for Instant {
    type Output = Self;
    fn sub(self, duration: Duration) -> Self {
        Self(self.0 - duration)
    }
}

impl SubAssign<Duration> for Instant {
    fn sub_assign(&mut self, duration: Duration) {
        self.0 -= duration;
    }
}
