//! `Timeout`.

use std::fmt;
use std::future::{Future, IntoFuture};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use interleave::{Fact, ObjectId, Place, runtime};

use super::error::Elapsed;
use super::sleep::{Sleep, sleep_at};
use super::{Instant, sleep_until};

const LIMITS: &str = "has a time limit";

/// A future that must be done before a point of virtual time. Dropping it drops the inner future.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Timeout<T> {
    future: T,
    delay: Sleep,
    place: Place,
}

/// Limits the time that a future may take.
///
/// # Panics
/// Outside a runtime, and on one without timers.
#[track_caller]
pub fn timeout<F>(duration: Duration, future: F) -> Timeout<F::IntoFuture>
where
    F: IntoFuture,
{
    let place = runtime::here();
    Timeout {
        future: future.into_future(),
        delay: sleep_at(duration, place),
        place,
    }
}

/// Limits the time that a future may take.
///
/// # Panics
/// Outside a runtime, and on one without timers.
#[track_caller]
pub fn timeout_at<F>(deadline: Instant, future: F) -> Timeout<F::IntoFuture>
where
    F: IntoFuture,
{
    let place = runtime::here();
    Timeout {
        future: future.into_future(),
        delay: sleep_until(deadline),
        place,
    }
}

impl<T> Timeout<T> {
    /// The inner future.
    pub const fn get_ref(&self) -> &T {
        &self.future
    }

    /// The inner future.
    pub const fn get_mut(&mut self) -> &mut T {
        &mut self.future
    }

    /// The inner future.
    pub fn into_inner(self) -> T {
        self.future
    }
}

impl<T: Future> Future for Timeout<T> {
    type Output = Result<T::Output, Elapsed>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        // SAFETY: the inner future is pinned with the whole and never moved; the rest does not depend on its address.
        let this = unsafe { self.get_unchecked_mut() };
        // SAFETY: see above.
        let future = unsafe { Pin::new_unchecked(&mut this.future) };
        if let Poll::Ready(output) = future.poll(context) {
            return Poll::Ready(Ok(output));
        }
        if this.delay.poll_at(context, this.place, LIMITS).is_ready() {
            runtime::event(this.place, ObjectId::CLOCK, Fact::Plain, || {
                "gives up: the time limit has passed".to_owned()
            });
            return Poll::Ready(Err(Elapsed::new()));
        }
        Poll::Pending
    }
}

impl<T: fmt::Debug> fmt::Debug for Timeout<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Timeout")
            .field("value", &self.future)
            .field("delay", &self.delay)
            .finish()
    }
}
