//! `futures::lock`: the real lock, with scheduling points, an identity and words around it.
//!
//! # Why each schedule is a real one
//!
//! [`futures::lock::Mutex`](https://docs.rs/futures/latest/futures/lock/struct.Mutex.html) "provides no fairness guarantees": a task that asks at the right moment may get it before one that was woken.
//! Which of the two is polled first is a choice; the code that decides who has the lock is the real one.

use std::fmt;
use std::future::Future;
use std::ops::{Deref, DerefMut};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use futures::future::FusedFuture;
use futures::lock as real;
use interleave::{Access, Fact, ObjectId, Operation, Place, runtime};
use interleave_tokio::__interleave::{Held, Shared, awaits, reach};

const WAITS: &str = "waits to lock {object}";

/// A lock whose guard may be kept over an await.
pub struct Mutex<T: ?Sized> {
    real: Shared<real::Mutex<T>>,
}

impl<T> Mutex<T> {
    /// A new, unlocked mutex.
    #[track_caller]
    #[must_use]
    pub const fn new(value: T) -> Self {
        Self {
            real: Shared::at(real::Mutex::new(value), std::panic::Location::caller()),
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

    /// Locks if nobody else has the lock.
    #[track_caller]
    pub fn try_lock(&self) -> Option<MutexGuard<'_, T>> {
        let place = runtime::here();
        let id = self.id(place);
        runtime::tried();
        reach(Operation::on(
            id,
            Access::Write,
            place,
            "tries to lock {object}",
        ));
        let Some(guard) = self.real.try_lock() else {
            runtime::event(place, id, Fact::Plain, || {
                "tries to lock {object}: it is held".to_owned()
            });
            runtime::idle();
            return None;
        };
        Some(MutexGuard::new(guard, id, place))
    }

    /// As [`Mutex::try_lock`], with a guard that keeps the mutex alive.
    #[track_caller]
    pub fn try_lock_owned(self: &Arc<Self>) -> Option<OwnedMutexGuard<T>>
    where
        T: 'static,
    {
        Some(self.try_lock()?.into_owned(self))
    }

    /// Waits for the lock.
    #[track_caller]
    pub fn lock(&self) -> MutexLockFuture<'_, T> {
        let place = runtime::here();
        MutexLockFuture {
            real: self.real.lock(),
            id: self.id(place),
            place,
        }
    }

    /// As [`Mutex::lock`], with a guard that keeps the mutex alive.
    #[track_caller]
    pub fn lock_owned(self: Arc<Self>) -> impl Future<Output = OwnedMutexGuard<T>>
    where
        T: 'static,
    {
        let place = runtime::here();
        async move {
            let waits = MutexLockFuture {
                real: self.real.lock(),
                id: self.id(place),
                place,
            };
            waits.await.into_owned(&self)
        }
    }

    /// The value, through exclusive access.
    pub fn get_mut(&mut self) -> &mut T {
        self.real.get_mut().get_mut()
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

impl<T: ?Sized> fmt::Debug for Mutex<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Mutex").finish_non_exhaustive()
    }
}

/// Waits for a lock.
#[must_use = "futures do nothing unless you `.await` or poll them"]
pub struct MutexLockFuture<'a, T: ?Sized> {
    real: real::MutexLockFuture<'a, T>,
    id: ObjectId,
    place: Place,
}

impl<'a, T: ?Sized> Future for MutexLockFuture<'a, T> {
    type Output = MutexGuard<'a, T>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let (id, place) = (self.id, self.place);
        reach(Operation::on(id, Access::Write, place, WAITS));
        match Pin::new(&mut self.real).poll(context) {
            Poll::Ready(guard) => Poll::Ready(MutexGuard::new(guard, id, place)),
            Poll::Pending => {
                awaits(id, place, WAITS);
                Poll::Pending
            }
        }
    }
}

impl<T: ?Sized> FusedFuture for MutexLockFuture<'_, T> {
    fn is_terminated(&self) -> bool {
        self.real.is_terminated()
    }
}

impl<T: ?Sized> fmt::Debug for MutexLockFuture<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MutexLockFuture").finish_non_exhaustive()
    }
}

/// The right to use what a mutex protects.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct MutexGuard<'a, T: ?Sized> {
    _held: Held,
    real: real::MutexGuard<'a, T>,
}

impl<'a, T: ?Sized> MutexGuard<'a, T> {
    fn new(real: real::MutexGuard<'a, T>, id: ObjectId, place: Place) -> Self {
        runtime::acquire(id);
        runtime::event(place, id, Fact::Acquires, || "locks {object}".to_owned());
        Self {
            _held: Held::new(id, place, "unlocks {object}"),
            real,
        }
    }

    fn into_owned(self, lock: &Arc<Mutex<T>>) -> OwnedMutexGuard<T>
    where
        T: 'static,
    {
        // SAFETY: only the lifetime changes. The guard borrows from the mutex that the `Arc` beside it keeps alive, and is dropped before it.
        let guard =
            unsafe { std::mem::transmute::<MutexGuard<'a, T>, MutexGuard<'static, T>>(self) };
        OwnedMutexGuard {
            guard,
            _lock: Arc::clone(lock),
        }
    }
}

impl<T: ?Sized> Deref for MutexGuard<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.real
    }
}

impl<T: ?Sized> DerefMut for MutexGuard<'_, T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.real
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for MutexGuard<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

/// As [`MutexGuard`], keeping the mutex alive.
#[must_use = "if unused the Mutex will immediately unlock"]
pub struct OwnedMutexGuard<T: ?Sized + 'static> {
    guard: MutexGuard<'static, T>,
    _lock: Arc<Mutex<T>>,
}

impl<T: ?Sized> Deref for OwnedMutexGuard<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.guard
    }
}

impl<T: ?Sized> DerefMut for OwnedMutexGuard<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.guard
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for OwnedMutexGuard<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.guard.fmt(f)
    }
}
