//! `Condvar`.
//!
//! The standard library promises that waiting unlocks and sleeps in one step, that `notify_one` wakes at least one sleeper if there is
//! one, that a notification without a sleeper is lost, and that sleepers may wake up for no reason.
//! Which sleeper wakes, and each spurious wake-up, is a choice. A thread that wakes competes for the lock like any other.
//!
//! # Why each schedule is a real one
//!
//! [`std::sync::Condvar`](https://doc.rust-lang.org/std/sync/struct.Condvar.html) is "susceptible to spurious wakeups", says of `notify_one` only that *a* blocked thread is woken,
//! that calls "are not buffered in any way", and of a time limit that a wait takes "roughly no longer" than it. Nothing is waited out that the clock
//! would have ended, and no notification is lost that came after the unlock: unlocking and falling asleep are one step here as there.

use std::cell::RefCell;
use std::fmt;
use std::sync::{LockResult, PoisonError};
use std::time::Duration;

use interleave::{
    Access, ChoiceKind, Fact, Object, ObjectId, Operation, Place, Region, TaskId, Wake, runtime,
};

use super::mutex::{Mutex, MutexGuard};

/// A condition variable.
pub struct Condvar {
    object: Object,
    sleepers: RefCell<Vec<TaskId>>,
}

// SAFETY: all explored threads share one OS thread, and no borrow of `sleepers` lasts across a scheduling point.
unsafe impl Send for Condvar {}
// SAFETY: see above.
unsafe impl Sync for Condvar {}

/// Whether a wait ended because its time was up.
#[derive(Debug, PartialEq, Eq, Copy, Clone)]
pub struct WaitTimeoutResult(bool);

impl WaitTimeoutResult {
    /// Whether the time was up.
    #[must_use]
    pub const fn timed_out(&self) -> bool {
        self.0
    }
}

impl Condvar {
    /// A new condition variable that nobody waits on.
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

    /// Unlocks and sleeps until notified, or for no reason, then locks again.
    ///
    /// # Errors
    /// When the mutex is poisoned.
    #[track_caller]
    pub fn wait<'a, T>(&self, guard: MutexGuard<'a, T>) -> LockResult<MutexGuard<'a, T>> {
        match self.sleep(guard, None, runtime::here()) {
            (Ok(guard), _) => Ok(guard),
            (Err(poisoned), _) => Err(poisoned),
        }
    }

    /// Waits until the condition is false.
    ///
    /// # Errors
    /// When the mutex is poisoned.
    #[track_caller]
    pub fn wait_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        mut condition: F,
    ) -> LockResult<MutexGuard<'a, T>>
    where
        F: FnMut(&mut T) -> bool,
    {
        let place = runtime::here();
        while condition(&mut *guard) {
            guard = self.sleep(guard, None, place).0?;
        }
        Ok(guard)
    }

    /// Waits, at most for the given time.
    ///
    /// # Errors
    /// When the mutex is poisoned.
    #[track_caller]
    pub fn wait_timeout<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: Duration,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)> {
        let deadline = runtime::now().saturating_add(limit);
        let (result, timed_out) = self.sleep(guard, Some(deadline), runtime::here());
        match result {
            Ok(guard) => Ok((guard, WaitTimeoutResult(timed_out))),
            Err(poisoned) => Err(PoisonError::new((
                poisoned.into_inner(),
                WaitTimeoutResult(timed_out),
            ))),
        }
    }

    /// As [`Condvar::wait_timeout`], in milliseconds; true when the time was not up.
    ///
    /// # Errors
    /// When the mutex is poisoned.
    #[track_caller]
    pub fn wait_timeout_ms<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        limit: u32,
    ) -> LockResult<(MutexGuard<'a, T>, bool)> {
        match self.wait_timeout(guard, Duration::from_millis(u64::from(limit))) {
            Ok((guard, result)) => Ok((guard, !result.timed_out())),
            Err(poisoned) => {
                let (guard, result) = poisoned.into_inner();
                Err(PoisonError::new((guard, !result.timed_out())))
            }
        }
    }

    /// Waits until the condition is false, at most for the given time.
    ///
    /// # Errors
    /// When the mutex is poisoned.
    #[track_caller]
    pub fn wait_timeout_while<'a, T, F>(
        &self,
        mut guard: MutexGuard<'a, T>,
        limit: Duration,
        mut condition: F,
    ) -> LockResult<(MutexGuard<'a, T>, WaitTimeoutResult)>
    where
        F: FnMut(&mut T) -> bool,
    {
        let place = runtime::here();
        let deadline = runtime::now().saturating_add(limit);
        loop {
            if !condition(&mut *guard) {
                return Ok((guard, WaitTimeoutResult(false)));
            }
            if runtime::now() >= deadline {
                return Ok((guard, WaitTimeoutResult(true)));
            }
            guard = match self.sleep(guard, Some(deadline), place).0 {
                Ok(guard) => guard,
                Err(poisoned) => {
                    return Err(PoisonError::new((
                        poisoned.into_inner(),
                        WaitTimeoutResult(false),
                    )));
                }
            };
        }
    }

    /// Wakes one sleeper, if there is one.
    #[track_caller]
    pub fn notify_one(&self) {
        let place = runtime::here();
        let id = self.id(place);
        runtime::step(Operation::on(id, Access::Write, place, "notifies {object}"));
        let sleepers = self.sleepers.borrow().clone();
        let woken = usize::from(!sleepers.is_empty());
        if woken == 1 {
            let picked = runtime::choose_waiter(&sleepers);
            self.sleepers.borrow_mut().remove(picked);
            let task = sleepers[picked].index();
            runtime::event(place, id, Fact::Notifies(1), || {
                format!("notify_one on {{object}}: wakes {{task:{task}}}")
            });
        } else {
            runtime::event(place, id, Fact::Notifies(0), || {
                "notify_one on {object}: NOBODY is waiting, the signal is lost".to_owned()
            });
        }
    }

    /// Wakes all sleepers.
    #[track_caller]
    pub fn notify_all(&self) {
        let place = runtime::here();
        let id = self.id(place);
        runtime::step(Operation::on(id, Access::Write, place, "notifies {object}"));
        let woken = self.sleepers.take().len();
        runtime::event(place, id, Fact::Notifies(woken), || match woken {
            0 => "notify_all on {object}: NOBODY is waiting, the signal is lost".to_owned(),
            1 => "notify_all on {object}: wakes 1 thread".to_owned(),
            _ => format!("notify_all on {{object}}: wakes {woken} threads"),
        });
    }

    fn sleep<'a, T>(
        &self,
        guard: MutexGuard<'a, T>,
        deadline: Option<Duration>,
        place: Place,
    ) -> (LockResult<MutexGuard<'a, T>>, bool) {
        let id = self.id(place);
        let lock: &'a Mutex<T> = MutexGuard::lock_of(&guard);
        let me = runtime::current();
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "is about to sleep on {object}",
        ));
        drop(guard);
        runtime::event(place, id, Fact::Sleeps, || {
            "goes to sleep on {object}".to_owned()
        });
        let spurious = runtime::choose(ChoiceKind::Spurious, 2) == 1;
        if !spurious {
            self.sleepers.borrow_mut().push(me);
        }
        let asleep = || self.sleepers.borrow().contains(&me);
        let operation = Operation::on(id, Access::Write, place, "sleeps on {object}");
        let timed_out = runtime::wait_until(operation, deadline, &|| !asleep()) == Wake::TimedOut;
        self.sleepers.borrow_mut().retain(|sleeper| *sleeper != me);
        runtime::event(place, id, Fact::Wakes, || match (timed_out, spurious) {
            (true, _) => "wakes up: its time is up".to_owned(),
            (_, true) => "wakes up for no reason (spurious wake-up)".to_owned(),
            _ => "wakes up".to_owned(),
        });
        (lock.lock_at(place), timed_out)
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
        f.debug_struct("Condvar").finish_non_exhaustive()
    }
}

impl std::panic::UnwindSafe for Condvar {}
impl std::panic::RefUnwindSafe for Condvar {}
