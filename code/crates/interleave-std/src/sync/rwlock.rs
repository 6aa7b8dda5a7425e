//! `RwLock`.
//!
//! The standard library promises many readers or one writer, and says that the priority policy is up to the system.
//! So the policy is a choice, made once per lock and execution: a waiting writer keeps new readers out (as on Linux, the default), or not.
//!
//! # Why each schedule is a real one
//!
//! [`std::sync::RwLock`](https://doc.rust-lang.org/std/sync/struct.RwLock.html): "the priority policy of the lock is dependent on the underlying operating system's
//! implementation, and this type does not guarantee that any particular policy will be used"; it shows two reads of one thread around a waiting writer
//! that "may deadlock".
//! Either policy is kept for the whole life of a lock, since no implementation changes it in between. Only a panic of a writer poisons.
//! [`downgrade`](https://doc.rust-lang.org/std/sync/struct.RwLockWriteGuard.html#method.downgrade) makes a writer a reader in one step, so that no other writer gets in between.

use std::cell::{Cell, UnsafeCell};
use std::fmt;
use std::marker::PhantomData;
use std::mem::ManuallyDrop;
use std::ops::{Deref, DerefMut};
use std::sync::{LockResult, PoisonError, TryLockError, TryLockResult};

use interleave::{Access, ChoiceKind, Fact, Object, ObjectId, Operation, Place, Region, runtime};

/// A lock for many readers or one writer.
pub struct RwLock<T: ?Sized> {
    object: Object,
    state: Cell<State>,
    poisoned: Cell<bool>,
    data: UnsafeCell<T>,
}

#[derive(Clone, Copy)]
struct State {
    readers: usize,
    writer: bool,
    waiting_writers: usize,
    /// The object number for which the policy was chosen, and the policy.
    chosen: (ObjectId, bool),
}

const FREE: State = State {
    readers: 0,
    writer: false,
    waiting_writers: 0,
    chosen: (ObjectId::NONE, false),
};

// SAFETY: as for the real one; all explored threads share one OS thread.
unsafe impl<T: ?Sized + Send> Send for RwLock<T> {}
// SAFETY: see above.
unsafe impl<T: ?Sized + Send + Sync> Sync for RwLock<T> {}

/// The right to read.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
    place: Place,
    not_send: PhantomData<*const ()>,
}

/// The right to write.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized + 'a> {
    lock: &'a RwLock<T>,
    panicking: bool,
    place: Place,
    not_send: PhantomData<*const ()>,
}

// SAFETY: sharing a guard shares `&T`.
unsafe impl<T: ?Sized + Sync> Sync for RwLockReadGuard<'_, T> {}
// SAFETY: see above.
unsafe impl<T: ?Sized + Sync> Sync for RwLockWriteGuard<'_, T> {}

impl<T> RwLock<T> {
    /// A new, free lock.
    #[track_caller]
    pub const fn new(value: T) -> Self {
        Self {
            object: Object::new(),
            state: Cell::new(FREE),
            poisoned: Cell::new(false),
            data: UnsafeCell::new(value),
        }
    }

    /// The value, when nobody else can have the lock.
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

impl<T: ?Sized> RwLock<T> {
    fn id(&self, place: Place) -> ObjectId {
        let regions = [
            Region::of(self.state.as_ptr()),
            Region::of(self.poisoned.as_ptr()),
            Region::of(self.data.get()),
        ];
        self.object.id("rwlock", place, &regions)
    }

    fn update(&self, change: impl FnOnce(&mut State)) {
        let mut state = self.state.get();
        change(&mut state);
        self.state.set(state);
    }

    /// Whether a waiting writer keeps new readers out.
    fn prefers_writers(&self, id: ObjectId) -> bool {
        let (known, readers_first) = self.state.get().chosen;
        if known == id && id != ObjectId::NONE {
            return !readers_first;
        }
        let readers_first = runtime::choose(ChoiceKind::Policy, 2) == 1;
        self.update(|state| state.chosen = (id, readers_first));
        !readers_first
    }

    /// Waits until it may read.
    ///
    /// # Errors
    /// When it is poisoned.
    #[track_caller]
    pub fn read(&self) -> LockResult<RwLockReadGuard<'_, T>> {
        let place = runtime::here();
        let id = self.id(place);
        let writers_first = self.prefers_writers(id);
        let free = || {
            let state = self.state.get();
            let kept_out = writers_first && state.waiting_writers > 0;
            !state.writer && !kept_out
        };
        runtime::wait(
            Operation::on(id, Access::Write, place, "waits to read-lock {object}"),
            &free,
        );
        self.take_read(id, place)
    }

    fn take_read(&self, id: ObjectId, place: Place) -> LockResult<RwLockReadGuard<'_, T>> {
        self.update(|state| state.readers += 1);
        runtime::acquire(id);
        self.show(id);
        runtime::event(place, id, Fact::AcquiresShared, || {
            "read-locks {object}".to_owned()
        });
        let guard = RwLockReadGuard {
            lock: self,
            place,
            not_send: PhantomData,
        };
        if self.poisoned.get() {
            Err(PoisonError::new(guard))
        } else {
            Ok(guard)
        }
    }

    /// Reads if that is possible right now.
    ///
    /// # Errors
    /// When it is not, or the lock is poisoned.
    #[track_caller]
    pub fn try_read(&self) -> TryLockResult<RwLockReadGuard<'_, T>> {
        let place = runtime::here();
        let id = self.id(place);
        runtime::tried();
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "tries to read-lock {object}",
        ));
        if self.state.get().writer
            || (self.prefers_writers(id) && self.state.get().waiting_writers > 0)
        {
            runtime::event(place, id, Fact::Plain, || {
                "tries to read-lock {object}: a writer has it".to_owned()
            });
            runtime::idle();
            return Err(TryLockError::WouldBlock);
        }
        Ok(self.take_read(id, place)?)
    }

    /// Waits until it may write.
    ///
    /// # Errors
    /// When it is poisoned.
    #[track_caller]
    pub fn write(&self) -> LockResult<RwLockWriteGuard<'_, T>> {
        let place = runtime::here();
        let id = self.id(place);
        // Only a writer that found the lock taken keeps readers out, and that is the state after this point.
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "is about to write-lock {object}",
        ));
        let free = || {
            let state = self.state.get();
            !state.writer && state.readers == 0
        };
        if !free() {
            self.update(|state| state.waiting_writers += 1);
            runtime::wait(
                Operation::on(id, Access::Write, place, "waits to write-lock {object}"),
                &free,
            );
            self.update(|state| state.waiting_writers -= 1);
        }
        self.take_write(id, place)
    }

    fn take_write(&self, id: ObjectId, place: Place) -> LockResult<RwLockWriteGuard<'_, T>> {
        self.update(|state| state.writer = true);
        runtime::acquire(id);
        self.show(id);
        runtime::event(place, id, Fact::Acquires, || {
            "write-locks {object}".to_owned()
        });
        let guard = RwLockWriteGuard {
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

    /// Writes if that is possible right now.
    ///
    /// # Errors
    /// When it is not, or the lock is poisoned.
    #[track_caller]
    pub fn try_write(&self) -> TryLockResult<RwLockWriteGuard<'_, T>> {
        let place = runtime::here();
        let id = self.id(place);
        runtime::tried();
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "tries to write-lock {object}",
        ));
        let state = self.state.get();
        if state.writer || state.readers > 0 {
            runtime::event(place, id, Fact::Plain, || {
                "tries to write-lock {object}: it is taken".to_owned()
            });
            runtime::idle();
            return Err(TryLockError::WouldBlock);
        }
        Ok(self.take_write(id, place)?)
    }

    /// Whether a thread panicked while it wrote.
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

    /// Tells who is inside, and what the lock contains when nobody writes.
    fn show(&self, id: ObjectId) {
        runtime::show(id, || {
            let State {
                readers, writer, ..
            } = self.state.get();
            if writer {
                let writer = runtime::display_name(runtime::current());
                return Some(format!("locked by {writer}"));
            }
            // SAFETY: nobody writes, and nothing else runs meanwhile.
            let contents = crate::value::show(unsafe { &*self.data.get() });
            Some(match (contents, readers) {
                (Some(contents), 0) => contents,
                (Some(contents), _) => format!("{contents}, read by {readers}"),
                (None, 0) => "free".to_owned(),
                (None, _) => format!("read by {readers}"),
            })
        });
    }

    fn before_release(&self, place: Place) {
        if runtime::is_active() && runtime::releases_are_visible() {
            runtime::step(Operation::on(
                self.id(place),
                Access::Write,
                place,
                "unlocks {object}",
            ));
        }
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// Goes on as a reader, and no other writer gets in between.
    #[track_caller]
    pub fn downgrade(guard: Self) -> RwLockReadGuard<'a, T> {
        let place = runtime::here();
        let lock = guard.lock;
        lock.before_release(place);
        // The right to read that it becomes is given up by the new guard.
        let _kept = ManuallyDrop::new(guard);
        let id = lock.id(place);
        lock.update(|state| {
            state.writer = false;
            state.readers += 1;
        });
        lock.show(id);
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || {
            "downgrades {object} to reading".to_owned()
        });
        RwLockReadGuard {
            lock,
            place,
            not_send: PhantomData,
        }
    }
}

impl<T: ?Sized> Deref for RwLockReadGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: no writer while there is a reader.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> Deref for RwLockWriteGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: this is the only guard.
        unsafe { &*self.lock.data.get() }
    }
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        // SAFETY: this is the only guard, and it is borrowed exclusively.
        unsafe { &mut *self.lock.data.get() }
    }
}

impl<T: ?Sized> Drop for RwLockReadGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.before_release(self.place);
        let id = self.lock.id(self.place);
        self.lock.update(|state| state.readers -= 1);
        self.lock.show(id);
        runtime::release(id);
        runtime::event(self.place, id, Fact::Releases, || {
            "read-unlocks {object}".to_owned()
        });
    }
}

impl<T: ?Sized> Drop for RwLockWriteGuard<'_, T> {
    fn drop(&mut self) {
        self.lock.before_release(self.place);
        let id = self.lock.id(self.place);
        if !self.panicking && runtime::is_panicking() {
            self.lock.poisoned.set(true);
        }
        self.lock.update(|state| state.writer = false);
        self.lock.show(id);
        runtime::release(id);
        runtime::event(self.place, id, Fact::Releases, || {
            "write-unlocks {object}".to_owned()
        });
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut out = f.debug_struct("RwLock");
        if self.state.get().writer {
            out.field("data", &format_args!("<locked>"));
        } else {
            // SAFETY: nobody writes, and nothing else runs while this formats.
            out.field("data", &unsafe { &*self.data.get() });
        }
        out.field("poisoned", &self.poisoned.get())
            .finish_non_exhaustive()
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockReadGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: ?Sized + fmt::Display> fmt::Display for RwLockWriteGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: Default> Default for RwLock<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: ?Sized> std::panic::UnwindSafe for RwLock<T> {}
impl<T: ?Sized> std::panic::RefUnwindSafe for RwLock<T> {}
