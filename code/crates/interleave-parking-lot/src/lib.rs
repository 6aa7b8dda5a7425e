//! `parking_lot` under the `interleave` scheduler: pass it to the compiler under that name.
//!
//! The locks, their guards, mapped, upgradable and `Arc` guards are those of [`lock_api`], as in the real crate; what is ours
//! is what happens when a thread locks, unlocks, waits or notifies.
//! Every order of the waiting threads is explored, since the real locks promise none, save after a fair unlock.
//!
//! A lock in a `static` that protects data is refused as unsupported: its data would outlive the execution.

mod condvar;
mod fair_mutex;
mod mutex;
mod once;
mod rwlock;

use parking_lot as _; // only built along, see the manifest

pub use condvar::{Condvar, WaitTimeoutResult};
pub use fair_mutex::RawFairMutex;
pub use lock_api;
pub use mutex::{RawMutex, RawThreadId};
pub use once::{Once, OnceState};
pub use rwlock::RawRwLock;

/// A mutual exclusion lock without poisoning.
pub type Mutex<T> = lock_api::Mutex<RawMutex, T>;
/// The right to use what a mutex protects.
pub type MutexGuard<'a, T> = lock_api::MutexGuard<'a, RawMutex, T>;
/// The right to use a part of what a mutex protects.
pub type MappedMutexGuard<'a, T> = lock_api::MappedMutexGuard<'a, RawMutex, T>;
/// A mutex whose unlock hands it to a waiting thread, if there is one.
pub type FairMutex<T> = lock_api::Mutex<RawFairMutex, T>;
/// The right to use what a fair mutex protects.
pub type FairMutexGuard<'a, T> = lock_api::MutexGuard<'a, RawFairMutex, T>;
/// The right to use a part of what a fair mutex protects.
pub type MappedFairMutexGuard<'a, T> = lock_api::MappedMutexGuard<'a, RawFairMutex, T>;
/// A lock that its holder may lock again.
pub type ReentrantMutex<T> = lock_api::ReentrantMutex<RawMutex, RawThreadId, T>;
/// The right to read what a reentrant mutex protects.
pub type ReentrantMutexGuard<'a, T> = lock_api::ReentrantMutexGuard<'a, RawMutex, RawThreadId, T>;
/// A lock for many readers or one writer.
pub type RwLock<T> = lock_api::RwLock<RawRwLock, T>;
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

/// A mutex for a `const` context.
pub const fn const_mutex<T>(value: T) -> Mutex<T> {
    Mutex::new(value)
}

/// A reader-writer lock for a `const` context.
pub const fn const_rwlock<T>(value: T) -> RwLock<T> {
    RwLock::new(value)
}
