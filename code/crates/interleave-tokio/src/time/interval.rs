//! `Interval`.

use std::future::{Future, poll_fn};
use std::task::{Context, Poll};
use std::time::Duration;

use interleave::{Fact, ObjectId, Place, runtime};

use super::Instant;
use super::sleep::Sleep;

/// What an interval does about ticks that nobody waited for in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MissedTickBehavior {
    /// Ticks at once until it has caught up.
    #[default]
    Burst,
    /// Counts anew from the late tick.
    Delay,
    /// Leaves out what was missed.
    Skip,
}

/// Ticks at regular distances of virtual time.
#[derive(Debug)]
pub struct Interval {
    /// Boxed, as in tokio: an interval may be moved.
    delay: Box<Sleep>,
    period: Duration,
    behavior: MissedTickBehavior,
    place: Place,
}

/// Ticks at once and then every `period`.
///
/// # Panics
/// For a period of zero.
#[track_caller]
pub fn interval(period: Duration) -> Interval {
    assert!(period > Duration::ZERO, "`period` must be non-zero.");
    let place = runtime::here();
    Interval::new(Instant::quiet_now(), period, place)
}

/// Ticks at `start` and then every `period`.
///
/// # Panics
/// For a period of zero.
#[track_caller]
pub fn interval_at(start: Instant, period: Duration) -> Interval {
    assert!(period > Duration::ZERO, "`period` must be non-zero.");
    Interval::new(start, period, runtime::here())
}

impl Interval {
    fn new(start: Instant, period: Duration, place: Place) -> Self {
        Self {
            delay: Box::new(Sleep::new(start, place)),
            period,
            behavior: MissedTickBehavior::default(),
            place,
        }
    }

    /// Waits for the next tick and gives its time. Losing the future loses no tick.
    #[track_caller]
    pub fn tick(&mut self) -> impl Future<Output = Instant> {
        let place = runtime::here();
        poll_fn(move |context| self.poll_at(context, place))
    }

    /// Polls for the next tick.
    pub fn poll_tick(&mut self, context: &mut Context<'_>) -> Poll<Instant> {
        let place = self.place;
        self.poll_at(context, place)
    }

    fn poll_at(&mut self, context: &mut Context<'_>, place: Place) -> Poll<Instant> {
        if self
            .delay
            .poll_at(context, place, "waits for the next tick")
            .is_pending()
        {
            return Poll::Pending;
        }
        let due = self.delay.deadline();
        let now = Instant::quiet_now();
        // As in tokio, 5 ms late is still in time.
        let next = if now > due + Duration::from_millis(5) {
            self.after_late_tick(due, now)
        } else {
            due + self.period
        };
        self.delay.reset_to(next);
        runtime::event(place, ObjectId::CLOCK, Fact::Plain, || "ticks".to_owned());
        Poll::Ready(due)
    }

    fn after_late_tick(&self, due: Instant, now: Instant) -> Instant {
        match self.behavior {
            MissedTickBehavior::Burst => due + self.period,
            MissedTickBehavior::Delay => now + self.period,
            MissedTickBehavior::Skip => {
                let late = (now - due).as_nanos() % self.period.as_nanos();
                now + self.period - Duration::from_nanos(u64::try_from(late).unwrap_or(u64::MAX))
            }
        }
    }

    /// The next tick comes one period from now.
    pub fn reset(&mut self) {
        self.delay.reset_to(Instant::quiet_now() + self.period);
    }

    /// The next tick comes now.
    pub fn reset_immediately(&mut self) {
        self.delay.reset_to(Instant::quiet_now());
    }

    /// The next tick comes after a time.
    pub fn reset_after(&mut self, after: Duration) {
        self.delay.reset_to(Instant::quiet_now() + after);
    }

    /// The next tick comes at a time.
    pub fn reset_at(&mut self, deadline: Instant) {
        self.delay.reset_to(deadline);
    }

    /// What happens about missed ticks.
    #[must_use]
    pub const fn missed_tick_behavior(&self) -> MissedTickBehavior {
        self.behavior
    }

    /// Sets what happens about missed ticks.
    pub const fn set_missed_tick_behavior(&mut self, behavior: MissedTickBehavior) {
        self.behavior = behavior;
    }

    /// The distance between ticks.
    #[must_use]
    pub const fn period(&self) -> Duration {
        self.period
    }
}
