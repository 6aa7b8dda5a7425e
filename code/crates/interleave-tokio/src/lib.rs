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
//!
//! # Why each schedule is a real one
//!
//! Of the order of tasks tokio says: other than that every task is scheduled eventually, ["there is no guarantee about the order in which tasks are
//! scheduled"](https://docs.rs/tokio/latest/tokio/runtime/index.html#detailed-runtime-behavior), even "if A yields". So any task that was woken may be polled next. A deadline is met
//! "within some maximum number of time units", not at once. That tokio may also poll a task that was not woken is not explored.
//! A `current_thread` runtime polls one task at a time, on the thread inside `block_on`, and so does this one.
//! Each type of [`sync`] and [`time`] says in its own module what it relies on.

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
    pub use crate::shared::{Held, Shared, awaits, reach, watch};
    pub use tokio::select;
}
