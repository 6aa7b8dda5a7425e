//! `SystemTime`: the real type, but its present is virtual.

use std::ops::{Add, AddAssign, Sub, SubAssign};
use std::time::{Duration, SystemTimeError};

use interleave::runtime;

/// A moment of the system's clock.
#[derive(Copy, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SystemTime(::std::time::SystemTime);

/// The beginning of 1970.
pub const UNIX_EPOCH: SystemTime = SystemTime::UNIX_EPOCH;

/// Every execution starts this long after the epoch.
const START: Duration = Duration::from_secs(1 << 31);

impl SystemTime {
    /// The beginning of 1970.
    pub const UNIX_EPOCH: Self = Self(::std::time::SystemTime::UNIX_EPOCH);

    /// The present.
    #[must_use]
    pub fn now() -> Self {
        if runtime::is_active() {
            Self::UNIX_EPOCH + START + runtime::now()
        } else {
            Self(::std::time::SystemTime::now())
        }
    }

    /// The time since an earlier moment.
    ///
    /// # Errors
    /// When it is later.
    pub fn duration_since(&self, earlier: Self) -> Result<Duration, SystemTimeError> {
        self.0.duration_since(earlier.0)
    }

    /// The time since then.
    ///
    /// # Errors
    /// When it is in the future.
    pub fn elapsed(&self) -> Result<Duration, SystemTimeError> {
        Self::now().duration_since(*self)
    }

    /// A later moment, if it can be told.
    #[must_use]
    pub fn checked_add(&self, duration: Duration) -> Option<Self> {
        self.0.checked_add(duration).map(Self)
    }

    /// An earlier moment, if it can be told.
    #[must_use]
    pub fn checked_sub(&self, duration: Duration) -> Option<Self> {
        self.0.checked_sub(duration).map(Self)
    }
}

impl From<::std::time::SystemTime> for SystemTime {
    fn from(real: ::std::time::SystemTime) -> Self {
        Self(real)
    }
}

impl From<SystemTime> for ::std::time::SystemTime {
    fn from(shown: SystemTime) -> Self {
        shown.0
    }
}

impl Add<Duration> for SystemTime {
    type Output = Self;
    fn add(self, duration: Duration) -> Self {
        Self(self.0 + duration)
    }
}

impl AddAssign<Duration> for SystemTime {
    fn add_assign(&mut self, duration: Duration) {
        self.0 += duration;
    }
}

impl Sub<Duration> for SystemTime {
    type Output = Self;
    fn sub(self, duration: Duration) -> Self {
        Self(self.0 - duration)
    }
}

impl SubAssign<Duration> for SystemTime {
    fn sub_assign(&mut self, duration: Duration) {
        self.0 -= duration;
    }
}
