//! `Mutex`: first come, first served, and its guard may be held across an await.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::Mutex`](https://docs.rs/tokio/latest/tokio/sync/struct.Mutex.html): "the order in which tasks call the `lock` method is the exact order in which they will acquire the lock"; it is never poisoned.

use std::fmt;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use interleave::{Access, Fact, ObjectId, Operation, Place, runtime};
use tokio::sync as real;
use tokio::sync::TryLockError;

use crate::drive::wait_on_thread;
use crate::shared::{Held, Shared, failed, reach, watch};

const WAITS: &str = "waits to lock {object}";

/// A lock for asynchronous code.
pub struct Mutex<T: ?Sized> {
    real: Shared<real::Mutex<T>>,
}

impl<T> Mutex<T> {
    /// A new, unlocked mutex.
    #[track_caller]
    pub fn new(value: T) -> Self {
        Self {
            real: Shared::at(real::Mutex::new(value), runtime::here()),
        }
    }

    /// As [`Mutex::new`], in a constant.
    #[track_caller]
    pub const fn const_new(value: T) -> Self {
        Self {
            real: Shared::at(
                real::Mutex::const_new(value),
                std::panic::Location::caller(),
            ),
        }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.real.into_inner().into_inner()
    }
}

impl<T: ?Sized> Mutex<T> {
    fn id(&self, place: Place) -> ObjectId {
        self.real.id("mutex", place)
    }

    /// Waits for its turn and locks.
    #[track_caller]
    pub fn lock(&self) -> impl Future<Output = MutexGuard<'_, T>> {
        self.lock_at(runtime::here())
    }

    async fn lock_at(&self, place: Place) -> MutexGuard<'_, T> {
        let id = self.id(place);
        let guard = watch(id, place, WAITS, self.real.lock()).await;
        MutexGuard {
            held: locked(id, place),
            guard,
            lock: self,
        }
    }

    /// As [`Mutex::lock`], with a guard that keeps the mutex alive.
    #[track_caller]
    pub fn lock_owned(self: Arc<Self>) -> impl Future<Output = OwnedMutexGuard<T>>
    where
        T: 'static,
    {
        Self::lock_owned_at(self, runtime::here())
    }

    async fn lock_owned_at(lock: Arc<Self>, place: Place) -> OwnedMutexGuard<T>
    where
        T: 'static,
    {
        let guard = lock.lock_at(place).await;
        // SAFETY: the guard borrows from the mutex that the `Arc` beside it keeps alive, and is dropped before it.
        let guard =
            unsafe { std::mem::transmute::<MutexGuard<'_, T>, MutexGuard<'static, T>>(guard) };
        OwnedMutexGuard { guard, lock }
    }

    /// Blocks the thread until the mutex is locked.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_lock(&self) -> MutexGuard<'_, T> {
        let place = runtime::here();
        wait_on_thread(self.lock_at(place), place)
    }

    /// As [`Mutex::blocking_lock`], with a guard that keeps the mutex alive.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_lock_owned(self: Arc<Self>) -> OwnedMutexGuard<T>
    where
        T: 'static,
    {
        let place = runtime::here();
        wait_on_thread(Self::lock_owned_at(self, place), place)
    }

    /// Locks if nobody holds the lock or waits for it.
    ///
    /// # Errors
    /// When somebody does.
    #[track_caller]
    pub fn try_lock(&self) -> Result<MutexGuard<'_, T>, TryLockError> {
        let place = runtime::here();
        let id = self.id(place);
        runtime::tried();
        reach(Operation::on(
            id,
            Access::Write,
            place,
            "tries to lock {object}",
        ));
        match self.real.try_lock() {
            Ok(guard) => {
                runtime::acquire(id);
                Ok(MutexGuard {
                    held: locked(id, place),
                    guard,
                    lock: self,
                })
            }
            Err(error) => {
                failed(id, place, "tries to lock {object}: it is held");
                Err(error)
            }
        }
    }

    /// As [`Mutex::try_lock`], with a guard that keeps the mutex alive.
    ///
    /// # Errors
    /// When somebody holds the lock or waits for it.
    #[track_caller]
    pub fn try_lock_owned(self: Arc<Self>) -> Result<OwnedMutexGuard<T>, TryLockError>
    where
        T: 'static,
    {
        let guard = self.try_lock()?;
        // SAFETY: as in `lock_owned_at`.
        let guard =
            unsafe { std::mem::transmute::<MutexGuard<'_, T>, MutexGuard<'static, T>>(guard) };
        Ok(OwnedMutexGuard { guard, lock: self })
    }

    /// The value, through exclusive access.
    pub fn get_mut(&mut self) -> &mut T {
        self.real.get_mut().get_mut()
    }
}

fn locked(id: ObjectId, place: Place) -> Held {
    runtime::event(place, id, Fact::Acquires, || "locks {object}".to_owned());
    Held::new(id, place, "unlocks {object}")
}

/// The right to use what a mutex protects.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    held: Held,
    guard: real::MutexGuard<'a, T>,
    lock: &'a Mutex<T>,
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    /// A guard for a part of the value.
    pub fn map<U: ?Sized, F>(this: Self, f: F) -> MappedMutexGuard<'a, U>
    where
        F: FnOnce(&mut T) -> &mut U,
    {
        MappedMutexGuard {
            _held: this.held,
            guard: real::MutexGuard::map(this.guard, f),
        }
    }

    /// A guard for a part of the value, if it is there.
    ///
    /// # Errors
    /// The guard, when it is not.
    pub fn try_map<U: ?Sized, F>(this: Self, f: F) -> Result<MappedMutexGuard<'a, U>, Self>
    where
        F: FnOnce(&mut T) -> Option<&mut U>,
    {
        let Self { held, guard, lock } = this;
        match real::MutexGuard::try_map(guard, f) {
            Ok(guard) => Ok(MappedMutexGuard { _held: held, guard }),
            Err(guard) => Err(Self { held, guard, lock }),
        }
    }

    /// The mutex.
    #[must_use]
    pub const fn mutex(this: &Self) -> &'a Mutex<T> {
        this.lock
    }
}

/// As [`MutexGuard`], keeping the mutex alive.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct OwnedMutexGuard<T: ?Sized + 'static> {
    guard: MutexGuard<'static, T>,
    lock: Arc<Mutex<T>>,
}

impl<T: ?Sized> OwnedMutexGuard<T> {
    /// A guard for a part of the value.
    pub fn map<U: ?Sized, F>(this: Self, f: F) -> OwnedMappedMutexGuard<T, U>
    where
        F: FnOnce(&mut T) -> &mut U,
    {
        OwnedMappedMutexGuard {
            guard: MutexGuard::map(this.guard, f),
            _lock: this.lock,
        }
    }

    /// The mutex.
    #[must_use]
    pub const fn mutex(this: &Self) -> &Arc<Mutex<T>> {
        &this.lock
    }
}

/// The right to use a part of what a mutex protects.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MappedMutexGuard<'a, T: ?Sized> {
    _held: Held,
    guard: real::MappedMutexGuard<'a, T>,
}

/// As [`MappedMutexGuard`], keeping the mutex alive.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct OwnedMappedMutexGuard<T: ?Sized + 'static, U: ?Sized + 'static = T> {
    guard: MappedMutexGuard<'static, U>,
    _lock: Arc<Mutex<T>>,
}

macro_rules! guard {
    ($([$($parameters:tt)*] $name:ty => $target:ident),* $(,)?) => {$(
        impl<$($parameters)*> Deref for $name {
            type Target = $target;
            fn deref(&self) -> &$target {
                &self.guard
            }
        }

        impl<$($parameters)*> DerefMut for $name {
            fn deref_mut(&mut self) -> &mut $target {
                &mut self.guard
            }
        }

        impl<$($parameters)*> fmt::Debug for $name where $target: fmt::Debug {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }

        impl<$($parameters)*> fmt::Display for $name where $target: fmt::Display {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
    )*};
}

guard! {
    [T: ?Sized] MutexGuard<'_, T> => T,
    [T: ?Sized] OwnedMutexGuard<T> => T,
    [T: ?Sized] MappedMutexGuard<'_, T> => T,
    [T: ?Sized, U: ?Sized] OwnedMappedMutexGuard<T, U> => U,
}

impl<T> From<T> for Mutex<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Default> Default for Mutex<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
