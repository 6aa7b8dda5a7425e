//! Stands in for `tokio`, so that unchanged asynchronous programs run under the `interleave` scheduler.
//!
//! Pass it to the compiler under the name `tokio`. Tasks, runtimes, time and `select!` are ours; the types of [`sync`] are tokio's own,
//! which depend on no runtime, with a scheduling point before each visible operation, a name, and words for the trace.
//! It deliberately has no network, files, processes or signals: a program that uses them cannot be explored.
//!
//! # The model
//!
//! * A runtime is its workers. Each task has a stack of its own and needs a free worker while it is polled: one for
//!   `new_current_thread`, two for `new_multi_thread` unless the program says another number (a machine with two processors).
//!   Which of the tasks that were woken gets a free worker is a choice; tokio promises no order.
//! * A task that blocks inside a poll (a lock of the standard library, its `sleep`, an endless loop) keeps its worker, as in reality.
//! * Between two scheduling points a poll is atomic. They lie before each operation on something shared.
//! * `select!` starts with any of its branches, as tokio's random number would have it, unless it is `biased`.
//! * Time is virtual. It may pass while tasks can run, as a machine may be slow, by at most a second for each of them; after
//!   `time::pause` only when none can.
//! * The budget of tokio's cooperative scheduling is not modelled.

pub mod io;
pub mod runtime;
pub mod sync;
pub mod task;
pub mod time;

mod context;
mod drive;
mod macros;
mod root;
mod seats;
mod shared;
mod timer;

pub use task::spawn;
pub use tokio::{join, main, pin, test, try_join};

/// What the macros expand to. Not part of tokio's interface.
#[doc(hidden)]
pub mod __interleave {
    pub use crate::drive::block_thread;
    pub use crate::macros::first_branch;
    pub use crate::shared::{Shared, reach, watch};
    pub use tokio::select;
}
