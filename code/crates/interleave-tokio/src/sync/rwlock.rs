//! `RwLock`: first come, first served; a waiting writer keeps new readers out.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::RwLock`](https://docs.rs/tokio/latest/tokio/sync/struct.RwLock.html): "fair (or write-preferring)", a first-in, first-out queue; a second read lock of a task behind a waiting writer waits for ever.

use std::fmt;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use interleave::{Access, Fact, ObjectId, Operation, Place, runtime};
use tokio::sync as real;
use tokio::sync::TryLockError;

use crate::drive::wait_on_thread;
use crate::shared::{Held, Shared, failed, reach, watch};

const READS: &str = "waits to read-lock {object}";
const WRITES: &str = "waits to write-lock {object}";

/// A lock for many readers or one writer, for asynchronous code.
pub struct RwLock<T: ?Sized> {
    real: Shared<real::RwLock<T>>,
}

impl<T> RwLock<T> {
    /// A new, unlocked lock.
    #[track_caller]
    pub fn new(value: T) -> Self {
        Self {
            real: Shared::at(real::RwLock::new(value), runtime::here()),
        }
    }

    /// As [`RwLock::new`], for a limited number of readers.
    #[track_caller]
    pub fn with_max_readers(value: T, max_reads: u32) -> Self {
        Self {
            real: Shared::at(
                real::RwLock::with_max_readers(value, max_reads),
                runtime::here(),
            ),
        }
    }

    /// As [`RwLock::new`], in a constant.
    #[track_caller]
    pub const fn const_new(value: T) -> Self {
        Self {
            real: Shared::at(
                real::RwLock::const_new(value),
                std::panic::Location::caller(),
            ),
        }
    }

    /// The value.
    pub fn into_inner(self) -> T {
        self.real.into_inner().into_inner()
    }
}

impl<T: ?Sized> RwLock<T> {
    fn id(&self, place: Place) -> ObjectId {
        self.real.id("rwlock", place)
    }

    /// Waits for its turn and locks for reading.
    #[track_caller]
    pub fn read(&self) -> impl Future<Output = RwLockReadGuard<'_, T>> {
        self.read_at(runtime::here())
    }

    async fn read_at(&self, place: Place) -> RwLockReadGuard<'_, T> {
        let id = self.id(place);
        let guard = watch(id, place, READS, self.real.read()).await;
        RwLockReadGuard {
            held: read_locked(id, place),
            guard,
        }
    }

    /// Waits for its turn and locks for writing.
    #[track_caller]
    pub fn write(&self) -> impl Future<Output = RwLockWriteGuard<'_, T>> {
        self.write_at(runtime::here())
    }

    async fn write_at(&self, place: Place) -> RwLockWriteGuard<'_, T> {
        let id = self.id(place);
        let guard = watch(id, place, WRITES, self.real.write()).await;
        RwLockWriteGuard {
            held: write_locked(id, place),
            guard,
            id,
            place,
        }
    }

    /// As [`RwLock::read`], with a guard that keeps the lock alive.
    #[track_caller]
    pub fn read_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockReadGuard<T>>
    where
        T: 'static,
    {
        let place = runtime::here();
        async move {
            let guard = self.read_at(place).await;
            // SAFETY: the guard borrows from the lock that the `Arc` beside it keeps alive, and is dropped before it.
            let guard = unsafe {
                std::mem::transmute::<RwLockReadGuard<'_, T>, RwLockReadGuard<'static, T>>(guard)
            };
            OwnedRwLockReadGuard { guard, lock: self }
        }
    }

    /// As [`RwLock::write`], with a guard that keeps the lock alive.
    #[track_caller]
    pub fn write_owned(self: Arc<Self>) -> impl Future<Output = OwnedRwLockWriteGuard<T>>
    where
        T: 'static,
    {
        let place = runtime::here();
        async move {
            let guard = self.write_at(place).await;
            // SAFETY: as in `read_owned`.
            let guard = unsafe {
                std::mem::transmute::<RwLockWriteGuard<'_, T>, RwLockWriteGuard<'static, T>>(guard)
            };
            OwnedRwLockWriteGuard { guard, lock: self }
        }
    }

    /// Blocks the thread until it is locked for reading.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_read(&self) -> RwLockReadGuard<'_, T> {
        let place = runtime::here();
        wait_on_thread(self.read_at(place), place)
    }

    /// Blocks the thread until it is locked for writing.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_write(&self) -> RwLockWriteGuard<'_, T> {
        let place = runtime::here();
        wait_on_thread(self.write_at(place), place)
    }

    /// Locks for reading if no writer holds the lock or waits for it.
    ///
    /// # Errors
    /// When one does.
    #[track_caller]
    pub fn try_read(&self) -> Result<RwLockReadGuard<'_, T>, TryLockError> {
        let place = runtime::here();
        let id = self.try_at(place);
        match self.real.try_read() {
            Ok(guard) => {
                runtime::acquire(id);
                Ok(RwLockReadGuard {
                    held: read_locked(id, place),
                    guard,
                })
            }
            Err(error) => {
                failed(id, place, "tries to read-lock {object}: it is held");
                Err(error)
            }
        }
    }

    /// Locks for writing if nobody holds the lock or waits for it.
    ///
    /// # Errors
    /// When somebody does.
    #[track_caller]
    pub fn try_write(&self) -> Result<RwLockWriteGuard<'_, T>, TryLockError> {
        let place = runtime::here();
        let id = self.try_at(place);
        match self.real.try_write() {
            Ok(guard) => {
                runtime::acquire(id);
                Ok(RwLockWriteGuard {
                    held: write_locked(id, place),
                    guard,
                    id,
                    place,
                })
            }
            Err(error) => {
                failed(id, place, "tries to write-lock {object}: it is held");
                Err(error)
            }
        }
    }

    /// As [`RwLock::try_read`], with a guard that keeps the lock alive.
    ///
    /// # Errors
    /// When a writer holds the lock or waits for it.
    #[track_caller]
    pub fn try_read_owned(self: Arc<Self>) -> Result<OwnedRwLockReadGuard<T>, TryLockError>
    where
        T: 'static,
    {
        let guard = self.try_read()?;
        // SAFETY: as in `read_owned`.
        let guard = unsafe {
            std::mem::transmute::<RwLockReadGuard<'_, T>, RwLockReadGuard<'static, T>>(guard)
        };
        Ok(OwnedRwLockReadGuard { guard, lock: self })
    }

    /// As [`RwLock::try_write`], with a guard that keeps the lock alive.
    ///
    /// # Errors
    /// When somebody holds the lock or waits for it.
    #[track_caller]
    pub fn try_write_owned(self: Arc<Self>) -> Result<OwnedRwLockWriteGuard<T>, TryLockError>
    where
        T: 'static,
    {
        let guard = self.try_write()?;
        // SAFETY: as in `read_owned`.
        let guard = unsafe {
            std::mem::transmute::<RwLockWriteGuard<'_, T>, RwLockWriteGuard<'static, T>>(guard)
        };
        Ok(OwnedRwLockWriteGuard { guard, lock: self })
    }

    fn try_at(&self, place: Place) -> ObjectId {
        let id = self.id(place);
        runtime::tried();
        reach(Operation::on(
            id,
            Access::Write,
            place,
            "tries to lock {object}",
        ));
        id
    }

    /// The value, through exclusive access.
    pub fn get_mut(&mut self) -> &mut T {
        self.real.get_mut().get_mut()
    }
}

fn read_locked(id: ObjectId, place: Place) -> Held {
    runtime::event(place, id, Fact::AcquiresShared, || {
        "read-locks {object}".to_owned()
    });
    Held::new(id, place, "read-unlocks {object}")
}

fn write_locked(id: ObjectId, place: Place) -> Held {
    runtime::event(place, id, Fact::Acquires, || {
        "write-locks {object}".to_owned()
    });
    Held::new(id, place, "write-unlocks {object}")
}

/// The right to read.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockReadGuard<'a, T: ?Sized> {
    held: Held,
    guard: real::RwLockReadGuard<'a, T>,
}

/// The right to write.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockWriteGuard<'a, T: ?Sized> {
    held: Held,
    guard: real::RwLockWriteGuard<'a, T>,
    id: ObjectId,
    place: Place,
}

/// The right to write a part.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct RwLockMappedWriteGuard<'a, T: ?Sized> {
    _held: Held,
    guard: real::RwLockMappedWriteGuard<'a, T>,
}

/// As [`RwLockReadGuard`], keeping the lock alive.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct OwnedRwLockReadGuard<T: ?Sized + 'static, U: ?Sized + 'static = T> {
    guard: RwLockReadGuard<'static, U>,
    lock: Arc<RwLock<T>>,
}

/// As [`RwLockWriteGuard`], keeping the lock alive.
#[must_use = "if unused the RwLock will immediately unlock"]
pub struct OwnedRwLockWriteGuard<T: ?Sized + 'static> {
    guard: RwLockWriteGuard<'static, T>,
    lock: Arc<RwLock<T>>,
}

impl<'a, T: ?Sized> RwLockReadGuard<'a, T> {
    /// A guard for a part of the value.
    pub fn map<U: ?Sized, F>(this: Self, f: F) -> RwLockReadGuard<'a, U>
    where
        F: FnOnce(&T) -> &U,
    {
        RwLockReadGuard {
            held: this.held,
            guard: real::RwLockReadGuard::map(this.guard, f),
        }
    }
}

impl<'a, T: ?Sized> RwLockWriteGuard<'a, T> {
    /// A guard for a part of the value.
    pub fn map<U: ?Sized, F>(this: Self, f: F) -> RwLockMappedWriteGuard<'a, U>
    where
        F: FnOnce(&mut T) -> &mut U,
    {
        RwLockMappedWriteGuard {
            _held: this.held,
            guard: real::RwLockWriteGuard::map(this.guard, f),
        }
    }

    /// Keeps the right to read.
    pub fn downgrade(self) -> RwLockReadGuard<'a, T> {
        let Self {
            held,
            guard,
            id,
            place,
        } = self;
        drop(held);
        runtime::event(place, id, Fact::AcquiresShared, || {
            "keeps {object} for reading".to_owned()
        });
        RwLockReadGuard {
            held: Held::new(id, place, "read-unlocks {object}"),
            guard: guard.downgrade(),
        }
    }
}

impl<T: ?Sized> OwnedRwLockWriteGuard<T> {
    /// Keeps the right to read.
    pub fn downgrade(self) -> OwnedRwLockReadGuard<T> {
        OwnedRwLockReadGuard {
            guard: self.guard.downgrade(),
            lock: self.lock,
        }
    }

    /// The lock.
    #[must_use]
    pub const fn rwlock(this: &Self) -> &Arc<RwLock<T>> {
        &this.lock
    }
}

impl<T: ?Sized, U: ?Sized> OwnedRwLockReadGuard<T, U> {
    /// The lock.
    #[must_use]
    pub const fn rwlock(this: &Self) -> &Arc<RwLock<T>> {
        &this.lock
    }
}

macro_rules! guard {
    ($([$($parameters:tt)*] $name:ty => $target:ident),* $(,)?) => {$(
        impl<$($parameters)*> Deref for $name {
            type Target = $target;
            fn deref(&self) -> &$target {
                &self.guard
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
    [T: ?Sized] RwLockReadGuard<'_, T> => T,
    [T: ?Sized] RwLockWriteGuard<'_, T> => T,
    [T: ?Sized] RwLockMappedWriteGuard<'_, T> => T,
    [T: ?Sized, U: ?Sized] OwnedRwLockReadGuard<T, U> => U,
    [T: ?Sized] OwnedRwLockWriteGuard<T> => T,
}

impl<T: ?Sized> DerefMut for RwLockWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.guard
    }
}

impl<T: ?Sized> DerefMut for RwLockMappedWriteGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.guard
    }
}

impl<T: ?Sized> DerefMut for OwnedRwLockWriteGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.guard
    }
}

impl<T> From<T> for RwLock<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Default> Default for RwLock<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for RwLock<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
