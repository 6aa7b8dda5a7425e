//! Stands in for `tokio_util`: cancellation tokens and task trackers under the `interleave` scheduler.
//!
//! Tokens are tokio-util's own, which depend on no runtime, with scheduling points and words around them; trackers are ours.
//! The rest of tokio-util is absent: a program that uses it cannot be explored.

/// Cancellation.
pub mod sync {
    pub use crate::token::{CancellationToken, DropGuard, DropGuardRef};
}

/// Keeping track of tasks.
pub mod task {
    pub use crate::abort_on_drop::AbortOnDropHandle;
    pub use crate::tracker::{TaskTracker, TaskTrackerToken, TrackedFuture};
    pub use interleave_tokio::task::JoinHandle;

    /// Parts of task trackers.
    pub mod task_tracker {
        pub use crate::tracker::{TaskTracker, TaskTrackerToken, TrackedFuture};
    }
}

mod abort_on_drop;
mod token;
mod tracker;
