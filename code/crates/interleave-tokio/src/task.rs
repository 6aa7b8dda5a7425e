//! `tokio::task`.

pub(crate) mod blocking;
mod id;
mod join_error;
mod join_handle;
pub mod join_set;
pub(crate) mod local;
pub(crate) mod spawned;
mod task_local;
mod yielding;

pub use blocking::{block_in_place, spawn_blocking};
pub use id::{Id, id, try_id};
pub use join_error::JoinError;
pub use join_handle::{AbortHandle, JoinHandle};
pub use join_set::JoinSet;
pub use local::{LocalEnterGuard, LocalSet, spawn_local};
pub use task_local::{AccessError, LocalKey};
pub use tokio::task::{coop, unconstrained};
pub use yielding::yield_now;

/// Futures that carry task-local values.
pub mod futures {
    pub use super::task_local::TaskLocalFuture;
}

use std::future::Future;

use interleave::runtime;

use crate::runtime::Handle;

/// Starts a task on the current runtime.
///
/// # Panics
/// Outside a runtime.
#[track_caller]
pub fn spawn<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + Send + 'static,
    F::Output: Send + 'static,
{
    let place = runtime::here();
    Handle::current().spawn_at(future, place)
}
