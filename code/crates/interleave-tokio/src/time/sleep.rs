//! `Sleep`.

use std::fmt;
use std::future::Future;
use std::marker::PhantomPinned;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};
use std::time::Duration;

use interleave::{Access, Fact, ObjectId, Operation, Place, runtime};

use super::Instant;
use crate::context;
use crate::shared::{awaits, reach};
use crate::timer::Timer;

/// Waits until a point of virtual time.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct Sleep {
    deadline: Instant,
    timer: Rc<Timer>,
    place: Place,
    told: bool,
    _pinned: PhantomPinned,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Sleep {}
// SAFETY: see above.
unsafe impl Sync for Sleep {}

impl std::panic::UnwindSafe for Sleep {}
impl std::panic::RefUnwindSafe for Sleep {}

/// Waits for virtual time to pass.
///
/// # Panics
/// Outside a runtime, and on one without timers.
#[track_caller]
pub fn sleep(duration: Duration) -> Sleep {
    sleep_at(duration, runtime::here())
}

pub(super) fn sleep_at(duration: Duration, place: Place) -> Sleep {
    let deadline = Instant::quiet_now()
        .checked_add(duration)
        .unwrap_or_else(Instant::far_future);
    Sleep::new(deadline, place)
}

/// Waits until a point of virtual time.
///
/// # Panics
/// Outside a runtime, and on one without timers.
#[track_caller]
pub fn sleep_until(deadline: Instant) -> Sleep {
    Sleep::new(deadline, runtime::here())
}

impl Sleep {
    #[track_caller]
    pub(super) fn new(deadline: Instant, place: Place) -> Self {
        let handle = context::get().handle;
        let handle = handle.expect(
            "there is no reactor running, must be called from the context of a Tokio 1.x runtime",
        );
        assert!(
            handle.scheduler().has_timers(),
            "A Tokio 1.x context was found, but timers are disabled. Call `enable_time` on the runtime builder to enable timers."
        );
        Self {
            deadline,
            timer: Rc::new(Timer::default()),
            place,
            told: false,
            _pinned: PhantomPinned,
        }
    }

    /// When it ends.
    #[must_use]
    pub const fn deadline(&self) -> Instant {
        self.deadline
    }

    /// Whether its time has come.
    #[must_use]
    pub fn is_elapsed(&self) -> bool {
        Instant::quiet_now() >= self.deadline
    }

    /// Gives it another end.
    pub fn reset(self: Pin<&mut Self>, deadline: Instant) {
        // SAFETY: nothing in it depends on its address; it is only marked as pinned because tokio's is.
        let this = unsafe { self.get_unchecked_mut() };
        this.reset_to(deadline);
    }

    pub(super) fn reset_to(&mut self, deadline: Instant) {
        self.deadline = deadline;
        self.timer.disarm();
        self.told = false;
    }

    pub(super) fn poll_at(
        &mut self,
        context: &mut Context<'_>,
        place: Place,
        what: &'static str,
    ) -> Poll<()> {
        reach(Operation::on(ObjectId::CLOCK, Access::Read, place, what));
        if self.is_elapsed() {
            self.timer.disarm();
            return Poll::Ready(());
        }
        let Some(root) = context::root() else {
            runtime::unsupported("tokio's timers in a future that no task of tokio polls");
        };
        let deadline = self.deadline.since_start();
        if !std::mem::replace(&mut self.told, true) && what == SLEEPS {
            let duration = deadline.saturating_sub(runtime::clock());
            let nanoseconds = u64::try_from(deadline.as_nanos()).unwrap_or(u64::MAX);
            runtime::event(
                place,
                ObjectId::CLOCK,
                Fact::SleepsUntil(nanoseconds),
                || format!("sleeps for {duration:?}"),
            );
        }
        self.timer.set(deadline, context.waker().clone());
        root.timers.add(&self.timer);
        awaits(ObjectId::CLOCK, place, what);
        Poll::Pending
    }
}

const SLEEPS: &str = "sleeps";

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        // SAFETY: as in `reset`.
        let this = unsafe { self.get_unchecked_mut() };
        let place = this.place;
        this.poll_at(context, place, SLEEPS)
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.timer.disarm();
    }
}

impl fmt::Debug for Sleep {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sleep")
            .field("deadline", &self.deadline)
            .finish_non_exhaustive()
    }
}
