//! `Mutex`.
//!
//! The standard library promises exclusion, poisoning, and nothing about order: whoever asks may get the lock next, and a thread that
//! locks twice deadlocks or panics. Here the lock is granted to any waiting thread the schedule picks, and locking twice waits for ever.
//!
//! # Why each schedule is a real one
//!
//! [`std::sync::Mutex`](https://doc.rust-lang.org/std/sync/struct.Mutex.html) names no order among those who wait, so any of them may be next. It is granted only while
//! nobody holds it, and `try_lock` fails only while somebody does. Of a second `lock` in the same thread the standard library says that it
//! "will not return": waiting for ever is one of the two ways it names. A panic under the guard poisons, nothing else does.
//! An unlock happens before the next lock: the knowledge of a view passes along, and no more than that, so no race is reported across a lock.

use std::cell::{Cell, UnsafeCell};
use std::fmt;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};
use std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, runtime};

/// A mutual exclusion lock.
pub struct Mutex<T: ?Sized> {
    object: Object,
    locked: Cell<bool>,
    poisoned: Cell<bool>,
    data: UnsafeCell<T>,
}

// SAFETY: as for the real one; all explored threads share one OS thread, and `locked` gives out one guard at a time.
unsafe impl<T: ?Sized + Send> Send for Mutex<T> {}
// SAFETY: see above.
unsafe impl<T: ?Sized + Send> Sync for Mutex<T> {}

/// The right to use what a mutex protects.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized + 'a> {
    lock: &'a Mutex<T>,
    panicking: bool,
    place: Place,
    /// A guard stays on its thread.
    not_send: PhantomData<*const ()>,
}

// SAFETY: sharing a guard shares `&T`.
unsafe impl<T: ?Sized + Sync> Sync for MutexGuard<'_, T> {}

impl<T> Mutex<T> {
    /// A new, unlocked mutex.
    #[track_caller]
    pub const fn new(value: T) -> Self {
        Self {
            object: Object::new(),
            locked: Cell::new(false),
            poisoned: Cell::new(false),
            data: UnsafeCell::new(value),
        }
    }

    /// The value, when nobody else can have the mutex.
    ///
    /// # Errors
    /// When it is poisoned.
    pub fn into_inner(self) -> LockResult<T> {
        let poisoned = self.poisoned.get();
        let value = self.data.into_inner();
        if poisoned {
            Err(PoisonError::new(value))
        } else {
            Ok(value)
        }
    }
}

impl<T: ?Sized> Mutex<T> {
    fn id(&self, place: Place) -> ObjectId {
        let regions = [
            Region::of(self.locked.as_ptr()),
            Region::of(self.poisoned.as_ptr()),
            Region::of(self.data.get()),
        ];
        self.object.id("mutex", place, &regions)
    }

    /// Locks, waiting for as long as it takes.
    ///
    /// # Errors
    /// When it is poisoned.
    #[track_caller]
    pub fn lock(&self) -> LockResult<MutexGuard<'_, T>> {
        self.lock_at(runtime::here())
    }

    pub(crate) fn lock_at(&self, place: Place) -> LockResult<MutexGuard<'_, T>> {
        let id = self.id(place);
        runtime::wait(
            Operation::on(id, Access::Write, place, "waits to lock {object}"),
            &|| !self.locked.get(),
        );
        self.take(id, place)
    }

    /// Takes a lock that is free.
    pub(crate) fn take(&self, id: ObjectId, place: Place) -> LockResult<MutexGuard<'_, T>> {
        self.locked.set(true);
        runtime::acquire(id);
        runtime::show(id, || {
            Some(format!(
                "locked by {}",
                runtime::display_name(runtime::current())
            ))
        });
        runtime::event(place, id, Fact::Acquires, || "locks {object}".to_owned());
        let guard = MutexGuard {
            lock: self,
            panicking: runtime::is_panicking(),
            place,
            not_send: PhantomData,
        };
        if self.poisoned.get() {
            Err(PoisonError::new(guard))
        } else {
            Ok(guard)
        }
    }

    /// Locks if nobody holds the lock right now.
    ///
    /// # Errors
    /// When it is held, or poisoned.
    #[track_caller]
    pub fn try_lock(&self) -> TryLockResult<MutexGuard<'_, T>> {
        let place = runtime::here();
        let id = self.id(place);
        runtime::tried();
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "tries to lock {object}",
        ));
        if self.locked.get() {
            runtime::event(place, id, Fact::Plain, || {
                "tries to lock {object}: it is held".to_owned()
            });
            runtime::idle();
            return Err(TryLockError::WouldBlock);
        }
        Ok(self.take(id, place)?)
    }

    /// Whether a thread panicked while it held the lock.
    pub fn is_poisoned(&self) -> bool {
        self.poisoned.get()
    }

    /// Forgets that a thread panicked.
    pub fn clear_poison(&self) {
        self.poisoned.set(false);
    }

    /// The value, through exclusive access.
    ///
    /// # Errors
    /// When it is poisoned.
    pub fn get_mut(&mut self) -> LockResult<&mut T> {
        let poisoned = self.poisoned.get();
        let value = self.data.get_mut();
        if poisoned {
            Err(PoisonError::new(value))
        } else {
            Ok(value)
        }
    }

    /// Gives the lock up; no scheduling point of its own.
    pub(crate) fn unlock(&self, place: Place) {
        let id = self.id(place);
        self.locked.set(false);
        runtime::show(id, || {
            // SAFETY: the guard that is being dropped was the only one.
            let contents = unsafe { &*self.data.get() };
            crate::value::show(contents).or_else(|| Some("free".to_owned()))
        });
        runtime::release(id);
        runtime::event(place, id, Fact::Releases, || "unlocks {object}".to_owned());
    }
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    pub(crate) fn lock_of(guard: &Self) -> &'a Mutex<T> {
        guard.lock
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: the guard holds the lock.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: the guard holds the lock, and is borrowed exclusively.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T: ?Sized> Drop for MutexGuard<'_, T> {
    fn drop(&mut self) {
        if runtime::is_active() && runtime::releases_are_visible() {
            let id = self.lock.id(self.place);
            runtime::step(Operation::on(
                id,
                Access::Write,
                self.place,
                "unlocks {object}",
            ));
        }
        if !self.panicking && runtime::is_panicking() {
            self.lock.poisoned.set(true);
        }
        self.lock.unlock(self.place);
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("Mutex");
        if self.locked.get() {
            out.field("data", &format_args!("<locked>"));
        } else {
            // SAFETY: nobody holds the lock, and nothing else runs while this formats.
            out.field("data", &unsafe { &*self.data.get() });
        }
        out.field("poisoned", &self.poisoned.get())
            .finish_non_exhaustive()
    }
}

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized> std::panic::UnwindSafe for Mutex<T> {}
impl<T: ?Sized> std::panic::RefUnwindSafe for Mutex<T> {}
