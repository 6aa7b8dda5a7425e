//! `std::sync`: locks, condition variables, channels and atomics of the explored program.

pub mod atomic;
pub mod mpsc;

mod barrier;
mod condvar;
mod lazy;
mod mutex;
mod once;
mod rwlock;

pub use ::std::sync::*;

pub use barrier::{Barrier, BarrierWaitResult};
pub use condvar::{Condvar, WaitTimeoutResult};
pub use lazy::LazyLock;
pub use mutex::{Mutex, MutexGuard};
pub use once::{Once, OnceLock, OnceState};
pub use rwlock::{RwLock, RwLockReadGuard, RwLockWriteGuard};
