//! `Condvar`: a thread wakes only when notified or when its time is up.
//!
//! parking_lot documents that it has no spurious wake-ups, so none is explored; which sleeper a `notify_one` wakes is a choice.
//!
//! # Why each schedule is a real one
//!
//! [`parking_lot::Condvar`](https://docs.rs/parking_lot/latest/parking_lot/struct.Condvar.html): "a wait will only return a non-timeout result if it was woken up by `notify_one` or `notify_all`". Which of several sleepers
//! `notify_one` wakes is not promised, nor who gets the lock first after `notify_all`.

use std::cell::RefCell;
use std::fmt;
use std::time::Duration;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, TaskId, Wake, runtime};
use interleave_std::time::Instant;

use crate::MutexGuard;
use crate::mutex::RawMutex;

/// A condition variable.
pub struct Condvar {
    object: Object,
    sleepers: RefCell<Vec<TaskId>>,
}

// SAFETY: all explored threads share one OS thread, and no borrow lasts across a scheduling point.
unsafe impl Send for Condvar {}
// SAFETY: see above.
unsafe impl Sync for Condvar {}

/// Whether a wait ended because its time was up.
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// Whether the time was up.
    #[must_use]
    pub const fn timed_out(self) -> bool {
        self.0
    }
}

impl Condvar {
    /// A condition variable that nobody waits on.
    #[track_caller]
    #[must_use]
    pub const fn new() -> Self {
        Self {
            object: Object::new(),
            sleepers: RefCell::new(Vec::new()),
        }
    }

    fn id(&self, place: Place) -> ObjectId {
        self.object
            .id("condvar", place, &[Region::of(self.sleepers.as_ptr())])
    }

    /// Unlocks, sleeps until notified, and locks again.
    #[track_caller]
    pub fn wait<T: ?Sized>(&self, guard: &mut MutexGuard<'_, T>) {
        self.sleep(guard, None, runtime::here());
    }

    /// Waits until the condition is false.
    #[track_caller]
    pub fn wait_while<T: ?Sized>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        mut condition: impl FnMut(&mut T) -> bool,
    ) {
        let place = runtime::here();
        while condition(&mut **guard) {
            self.sleep(guard, None, place);
        }
    }

    /// Waits, at most for the given time.
    #[track_caller]
    pub fn wait_for<T: ?Sized>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        timeout: Duration,
    ) -> WaitTimeoutResult {
        let deadline = runtime::now().saturating_add(timeout);
        WaitTimeoutResult(self.sleep(guard, Some(deadline), runtime::here()) == Wake::TimedOut)
    }

    /// Waits, at most until then.
    #[track_caller]
    pub fn wait_until<T: ?Sized>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        timeout: Instant,
    ) -> WaitTimeoutResult {
        WaitTimeoutResult(
            self.sleep(guard, Some(timeout.__since_start()), runtime::here()) == Wake::TimedOut,
        )
    }

    /// Waits until the condition is false, at most for the given time.
    #[track_caller]
    pub fn wait_while_for<T: ?Sized>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        condition: impl FnMut(&mut T) -> bool,
        timeout: Duration,
    ) -> WaitTimeoutResult {
        let deadline = runtime::now().saturating_add(timeout);
        self.wait_while_to(guard, condition, deadline, runtime::here())
    }

    /// Waits until the condition is false, at most until then.
    #[track_caller]
    pub fn wait_while_until<T: ?Sized>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        condition: impl FnMut(&mut T) -> bool,
        timeout: Instant,
    ) -> WaitTimeoutResult {
        self.wait_while_to(guard, condition, timeout.__since_start(), runtime::here())
    }

    fn wait_while_to<T: ?Sized>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        mut condition: impl FnMut(&mut T) -> bool,
        deadline: Duration,
        place: Place,
    ) -> WaitTimeoutResult {
        while condition(&mut **guard) {
            if self.sleep(guard, Some(deadline), place) == Wake::TimedOut {
                return WaitTimeoutResult(condition(&mut **guard));
            }
        }
        WaitTimeoutResult(false)
    }

    /// Wakes one sleeper; whether there was one.
    #[track_caller]
    pub fn notify_one(&self) -> bool {
        let place = runtime::here();
        let id = self.id(place);
        runtime::step(Operation::on(id, Access::Write, place, "notifies {object}"));
        let sleepers = self.sleepers.borrow().clone();
        if sleepers.is_empty() {
            runtime::event(place, id, Fact::Notifies(0), || {
                "notify_one on {object}: NOBODY is waiting, the signal is lost".to_owned()
            });
            return false;
        }
        let picked = runtime::choose_waiter(&sleepers);
        self.sleepers.borrow_mut().remove(picked);
        let task = sleepers[picked].index();
        runtime::event(place, id, Fact::Notifies(1), || {
            format!("notify_one on {{object}}: wakes {{task:{task}}}")
        });
        true
    }

    /// Wakes all sleepers; how many there were.
    #[track_caller]
    pub fn notify_all(&self) -> usize {
        let place = runtime::here();
        let id = self.id(place);
        runtime::step(Operation::on(id, Access::Write, place, "notifies {object}"));
        let woken = self.sleepers.take().len();
        runtime::event(place, id, Fact::Notifies(woken), || match woken {
            0 => "notify_all on {object}: NOBODY is waiting, the signal is lost".to_owned(),
            1 => "notify_all on {object}: wakes 1 thread".to_owned(),
            _ => format!("notify_all on {{object}}: wakes {woken} threads"),
        });
        woken
    }

    fn sleep<T: ?Sized>(
        &self,
        guard: &mut MutexGuard<'_, T>,
        deadline: Option<Duration>,
        place: Place,
    ) -> Wake {
        let id = self.id(place);
        // SAFETY: the lock is released and taken again below, while the guard is borrowed exclusively.
        let lock: &RawMutex = unsafe { MutexGuard::mutex(guard).raw() };
        let me = runtime::current();
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "is about to sleep on {object}",
        ));
        lock.release(place);
        runtime::event(place, id, Fact::Sleeps, || {
            "goes to sleep on {object}".to_owned()
        });
        self.sleepers.borrow_mut().push(me);
        let operation = Operation::on(id, Access::Write, place, "sleeps on {object}");
        let wake = runtime::wait_until(operation, deadline, &|| {
            !self.sleepers.borrow().contains(&me)
        });
        self.sleepers.borrow_mut().retain(|sleeper| *sleeper != me);
        runtime::event(place, id, Fact::Wakes, || match wake {
            Wake::TimedOut => "wakes up: its time is up".to_owned(),
            Wake::Ready => "wakes up".to_owned(),
        });
        let taken = lock.lock_at(place, None);
        debug_assert!(taken.is_some(), "the guard holds the lock again");
        wake
    }
}

impl Default for Condvar {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Condvar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Condvar { .. }")
    }
}
