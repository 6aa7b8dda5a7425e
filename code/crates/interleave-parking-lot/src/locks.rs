//! The locks: those of [`lock_api`], which tell their raw locks where the data is that they protect.
//!
//! A lock in a `static` outlives an execution, and so would its data: the engine has to know its place to begin anew.

use std::cell::Cell;
use std::fmt;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::time::Duration;

use interleave::{Object, Region, runtime};
use interleave_std::__interleave::show_as;
use interleave_std::time::Instant;
use lock_api::{
    ArcMutexGuard, ArcRwLockReadGuard, ArcRwLockUpgradableReadGuard, ArcRwLockWriteGuard,
};

use crate::{RawFairMutex, RawMutex, RawRwLock, RawRwLockRecursive};

/// A raw lock that can be told where its data is.
pub(crate) trait Protect {
    fn protects(&self, data: Data);
}

/// The data of a lock: where it is, and its type by name.
#[derive(Clone, Copy)]
pub(crate) struct Data {
    region: Region,
    start: *const (),
    name: &'static str,
}

/// The data of a lock, once it is known.
pub(crate) struct Protected(Cell<Option<Data>>);

impl Protected {
    pub(crate) const fn unknown() -> Self {
        Self(Cell::new(None))
    }

    pub(crate) fn set(&self, data: Data) {
        self.0.set(Some(data));
    }

    /// The value of a primitive that nobody writes at the moment.
    pub(crate) fn show(&self) -> Option<String> {
        let data = self.0.get()?;
        // SAFETY: name and start were taken from the same value, which its lock holds, and nothing else runs meanwhile.
        unsafe { show_as(data.name, data.start) }
    }

    /// The data of the lock with this identity; nothing to restore where it does not outlive the execution.
    pub(crate) fn region(&self, object: &Object) -> Region {
        self.0.get().map(|data| data.region).unwrap_or_else(|| {
            if object.is_in_static() {
                runtime::unsupported(
                    "a `ReentrantMutex` of `parking_lot` in a `static`; make it in `main`",
                );
            }
            Region::of(std::ptr::from_ref(&()).cast_mut())
        })
    }
}

macro_rules! lock {
    ($(#[$about:meta])* $name:ident: $inner:ident<$raw:ident>) => {
        $(#[$about])*
        #[repr(transparent)]
        pub struct $name<T: ?Sized>(lock_api::$inner<$raw, T>);

        impl<T> $name<T> {
            /// A new, unlocked one.
            pub const fn new(value: T) -> Self {
                Self(lock_api::$inner::new(value))
            }

            /// One around a raw lock.
            pub const fn from_raw(raw: $raw, value: T) -> Self {
                Self(lock_api::$inner::from_raw(raw, value))
            }

            /// What it protects.
            pub fn into_inner(self) -> T {
                self.0.into_inner()
            }
        }

        impl<T: ?Sized> $name<T> {
            /// The same lock under its other name.
            fn shared(self: &Arc<Self>) -> Arc<lock_api::$inner<$raw, T>> {
                self.tell();
                let lock = Arc::into_raw(Arc::clone(self)) as *const lock_api::$inner<$raw, T>;
                // SAFETY: the pointer comes from `into_raw`, and both types have the same layout, one being a transparent
                // wrapper of the other.
                unsafe { Arc::from_raw(lock) }
            }

            fn tell(&self) {
                let data = Data {
                    region: Region::of(self.0.data_ptr()),
                    start: self.0.data_ptr().cast_const().cast(),
                    name: std::any::type_name::<T>(),
                };
                // SAFETY: the raw lock is neither locked nor unlocked.
                unsafe { self.0.raw() }.protects(data);
            }
        }

        impl<T: ?Sized> Deref for $name<T> {
            type Target = lock_api::$inner<$raw, T>;

            fn deref(&self) -> &Self::Target {
                self.tell();
                &self.0
            }
        }

        impl<T: ?Sized> DerefMut for $name<T> {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.0
            }
        }

        impl<T: Default> Default for $name<T> {
            fn default() -> Self {
                Self::new(T::default())
            }
        }

        impl<T> From<T> for $name<T> {
            fn from(value: T) -> Self {
                Self::new(value)
            }
        }

        impl<T: ?Sized + fmt::Debug> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                (**self).fmt(f)
            }
        }
    };
}

/// Ways to lock that keep the `Arc` of the lock alive.
macro_rules! owned {
    ($name:ident<$raw:ident>: $($way:ident $try:ident -> $guard:ident),*) => {
        impl<T: ?Sized> $name<T> {$(
            /// Waits for the lock.
            #[track_caller]
            pub fn $way(self: &Arc<Self>) -> $guard<$raw, T> {
                self.shared().$way()
            }

            /// Locks if that is possible right now.
            #[track_caller]
            pub fn $try(self: &Arc<Self>) -> Option<$guard<$raw, T>> {
                self.shared().$try()
            }
        )*}
    };
}

/// As [`owned!`], for locks with a time limit.
macro_rules! owned_in_time {
    ($name:ident<$raw:ident>: $($for:ident $until:ident -> $guard:ident),*) => {
        impl<T: ?Sized> $name<T> {$(
            /// Waits for the lock, at most for the given time.
            #[track_caller]
            pub fn $for(self: &Arc<Self>, limit: Duration) -> Option<$guard<$raw, T>> {
                self.shared().$for(limit)
            }

            /// Waits for the lock until a point of time.
            #[track_caller]
            pub fn $until(self: &Arc<Self>, limit: Instant) -> Option<$guard<$raw, T>> {
                self.shared().$until(limit)
            }
        )*}
    };
}

lock!(
    /// A mutual exclusion lock without poisoning.
    Mutex: Mutex<RawMutex>
);
lock!(
    /// A mutex whose unlock hands it to a waiting thread, if there is one.
    FairMutex: Mutex<RawFairMutex>
);
lock!(
    /// A lock for many readers or one writer.
    RwLock: RwLock<RawRwLock>
);
lock!(
    /// A lock for many readers or one writer, which a thread may lock for reading again while a writer waits.
    RecursiveRwLock: RwLock<RawRwLockRecursive>
);

owned!(Mutex<RawMutex>: lock_arc try_lock_arc -> ArcMutexGuard);
owned!(FairMutex<RawFairMutex>: lock_arc try_lock_arc -> ArcMutexGuard);
owned!(RwLock<RawRwLock>:
    read_arc try_read_arc -> ArcRwLockReadGuard,
    write_arc try_write_arc -> ArcRwLockWriteGuard,
    upgradable_read_arc try_upgradable_read_arc -> ArcRwLockUpgradableReadGuard
);
owned!(RecursiveRwLock<RawRwLockRecursive>:
    read_arc try_read_arc -> ArcRwLockReadGuard,
    write_arc try_write_arc -> ArcRwLockWriteGuard,
    upgradable_read_arc try_upgradable_read_arc -> ArcRwLockUpgradableReadGuard
);
owned_in_time!(Mutex<RawMutex>: try_lock_arc_for try_lock_arc_until -> ArcMutexGuard);
owned_in_time!(RwLock<RawRwLock>:
    try_read_arc_for try_read_arc_until -> ArcRwLockReadGuard,
    try_write_arc_for try_write_arc_until -> ArcRwLockWriteGuard,
    try_upgradable_read_arc_for try_upgradable_read_arc_until -> ArcRwLockUpgradableReadGuard
);
