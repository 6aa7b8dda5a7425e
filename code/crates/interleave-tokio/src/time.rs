//! `tokio::time`, in virtual time.

pub mod error;
mod instant;
mod interval;
mod sleep;
mod timeout;

pub use std::time::Duration;

pub use instant::Instant;
pub use interval::{Interval, MissedTickBehavior, interval, interval_at};
pub use sleep::{Sleep, sleep, sleep_until};
pub use timeout::{Timeout, timeout, timeout_at};

use std::future::Future;

use interleave::runtime;

/// Accepted: virtual time passes by itself when nothing else happens.
pub fn pause() {}

/// Accepted, see [`pause`].
pub fn resume() {}

/// Lets virtual time pass.
#[track_caller]
pub fn advance(duration: Duration) -> impl Future<Output = ()> {
    sleep::sleep_at(duration, runtime::here())
}
