//! `tokio::sync`: tokio's own types, under the scheduler's eyes.
//!
//! They depend on no runtime: they only poll and wake. Each is wrapped with an identity, a scheduling point before each poll or other
//! operation, and words for the trace. Their promises (first come, first served; which waiter is woken) are thus tokio's own.
//!
//! # Why each schedule is a real one
//!
//! Since the code that decides is tokio's own, from the release that the lock file names, a schedule here differs from a real one only in when each poll happens;
//! and of that [tokio promises nothing](https://docs.rs/tokio/latest/tokio/runtime/index.html#detailed-runtime-behavior). A poll of one of these futures is atomic there, too: it takes a lock inside, or is one atomic operation.

pub mod broadcast;
pub mod mpsc;
pub mod oneshot;
pub mod watch;

mod barrier;
mod mutex;
mod notify;
mod once_cell;
mod rwlock;
mod semaphore;
mod set_once;

/// Futures of this module.
pub mod futures {
    pub use super::notify::Notified;
}

pub use barrier::Barrier;
pub use mutex::{MappedMutexGuard, Mutex, MutexGuard, OwnedMappedMutexGuard, OwnedMutexGuard};
pub use notify::Notify;
pub use once_cell::OnceCell;
pub use rwlock::{
    OwnedRwLockReadGuard, OwnedRwLockWriteGuard, RwLock, RwLockMappedWriteGuard, RwLockReadGuard,
    RwLockWriteGuard,
};
pub use semaphore::{OwnedSemaphorePermit, Semaphore, SemaphorePermit};
pub use set_once::SetOnce;
pub use tokio::sync::{
    AcquireError, BarrierWaitResult, SetError, SetOnceError, TryAcquireError, TryLockError,
};
