//! `tokio::time`, in virtual time.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::time`](https://docs.rs/tokio/latest/tokio/time/index.html): a [`sleep`](https://docs.rs/tokio/latest/tokio/time/fn.sleep.html) ends no earlier than its deadline and perhaps later; a [`timeout`](https://docs.rs/tokio/latest/tokio/time/fn.timeout.html) polls its
//! future first, so a future that is ready beats a deadline that has passed; an [`interval`](https://docs.rs/tokio/latest/tokio/time/fn.interval.html) ticks at once and makes up for missed ticks as its
//! [`MissedTickBehavior`](https://docs.rs/tokio/latest/tokio/time/enum.MissedTickBehavior.html) says. With a [paused clock](https://docs.rs/tokio/latest/tokio/time/fn.pause.html) time advances only when there is nothing else to do.

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
use std::rc::Rc;

use interleave::{Fact, ObjectId, runtime};

use crate::runtime::{Handle, RuntimeFlavor, Scheduler};

/// Stops the clock of a `current_thread` runtime: time then passes only when no task can run.
///
/// # Panics
/// Outside such a runtime, and when it is stopped already.
#[track_caller]
pub fn pause() {
    let scheduler = stoppable();
    assert!(!scheduler.is_paused(), "time is already frozen");
    scheduler.pause();
}

/// Lets the clock go on.
///
/// # Panics
/// When it is not stopped.
#[track_caller]
pub fn resume() {
    let scheduler = stoppable();
    assert!(scheduler.is_paused(), "time is not frozen");
    scheduler.resume();
}

/// Puts a stopped clock ahead; timers that are due fire once the task gives way, which it does.
///
/// # Panics
/// When the clock is not stopped.
#[track_caller]
pub fn advance(duration: Duration) -> impl Future<Output = ()> {
    let place = runtime::here();
    assert!(stoppable().is_paused(), "time is not frozen");
    async move {
        runtime::event(place, ObjectId::CLOCK, Fact::Plain, || {
            format!("puts the clock {duration:?} ahead")
        });
        runtime::jump(duration);
        crate::task::yield_now().await;
    }
}

/// The runtime whose clock the caller may stop.
#[track_caller]
fn stoppable() -> Rc<Scheduler> {
    let scheduler = Rc::clone(Handle::current().scheduler());
    assert!(
        scheduler.flavor() == RuntimeFlavor::CurrentThread,
        "`time::pause()` requires the `current_thread` Tokio runtime. This is the default Runtime used by `#[tokio::test]."
    );
    scheduler
}
