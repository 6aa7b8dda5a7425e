//! `parking_lot` under the `interleave` scheduler: pass it to the compiler under that name.
//!
//! The locks, their guards, mapped, upgradable and `Arc` guards are those of [`lock_api`], as in the real crate; what is ours
//! is what happens when a thread locks, unlocks, waits or notifies.
//! Every order of the waiting threads is explored, since the real locks promise none, save after a fair unlock.
//!
//! The data of a lock in a `static` begins anew in every execution. A `ReentrantMutex` in a `static` is refused as unsupported:
//! who holds it is written where only `lock_api` can reach.

mod condvar;
mod fair_mutex;
mod locks;
mod mutex;
mod once;
mod rwlock;

use parking_lot as _; // only built along, see the manifest

pub use condvar::{Condvar, WaitTimeoutResult};
pub use fair_mutex::RawFairMutex;
pub use lock_api;
pub use lock_api::{
    ArcMutexGuard, ArcReentrantMutexGuard, ArcRwLockReadGuard, ArcRwLockUpgradableReadGuard,
    ArcRwLockWriteGuard,
};
pub use locks::{FairMutex, Mutex, RecursiveRwLock, RwLock};
pub use mutex::{RawMutex, RawThreadId};
pub use once::{Once, OnceState};
pub use rwlock::{RawRwLock, RawRwLockRecursive};

/// The right to use what a mutex protects.
pub type MutexGuard<'a, T> = lock_api::MutexGuard<'a, RawMutex, T>;
/// The right to use a part of what a mutex protects.
pub type MappedMutexGuard<'a, T> = lock_api::MappedMutexGuard<'a, RawMutex, T>;
/// The right to use what a fair mutex protects.
pub type FairMutexGuard<'a, T> = lock_api::MutexGuard<'a, RawFairMutex, T>;
/// The right to use a part of what a fair mutex protects.
pub type MappedFairMutexGuard<'a, T> = lock_api::MappedMutexGuard<'a, RawFairMutex, T>;
/// A lock that its holder may lock again.
pub type ReentrantMutex<T> = lock_api::ReentrantMutex<RawMutex, RawThreadId, T>;
/// The right to read what a reentrant mutex protects.
pub type ReentrantMutexGuard<'a, T> = lock_api::ReentrantMutexGuard<'a, RawMutex, RawThreadId, T>;
/// The right to read a part of what a reentrant mutex protects.
pub type MappedReentrantMutexGuard<'a, T> =
    lock_api::MappedReentrantMutexGuard<'a, RawMutex, RawThreadId, T>;
/// The right to read.
pub type RwLockReadGuard<'a, T> = lock_api::RwLockReadGuard<'a, RawRwLock, T>;
/// The right to write.
pub type RwLockWriteGuard<'a, T> = lock_api::RwLockWriteGuard<'a, RawRwLock, T>;
/// The right to read, and to become the writer.
pub type RwLockUpgradableReadGuard<'a, T> = lock_api::RwLockUpgradableReadGuard<'a, RawRwLock, T>;
/// The right to read a part.
pub type MappedRwLockReadGuard<'a, T> = lock_api::MappedRwLockReadGuard<'a, RawRwLock, T>;
/// The right to write a part.
pub type MappedRwLockWriteGuard<'a, T> = lock_api::MappedRwLockWriteGuard<'a, RawRwLock, T>;

/// The right to read what a recursive lock protects.
pub type RecursiveRwLockReadGuard<'a, T> = lock_api::RwLockReadGuard<'a, RawRwLockRecursive, T>;
/// The right to write what a recursive lock protects.
pub type RecursiveRwLockWriteGuard<'a, T> = lock_api::RwLockWriteGuard<'a, RawRwLockRecursive, T>;
/// The right to read what a recursive lock protects, and to become the writer.
pub type RecursiveRwLockUpgradableReadGuard<'a, T> =
    lock_api::RwLockUpgradableReadGuard<'a, RawRwLockRecursive, T>;
/// The right to read a part of what a recursive lock protects.
pub type MappedRecursiveRwLockReadGuard<'a, T> =
    lock_api::MappedRwLockReadGuard<'a, RawRwLockRecursive, T>;
/// The right to write a part of what a recursive lock protects.
pub type MappedRecursiveRwLockWriteGuard<'a, T> =
    lock_api::MappedRwLockWriteGuard<'a, RawRwLockRecursive, T>;
