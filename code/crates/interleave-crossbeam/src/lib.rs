//! Stands in for `crossbeam`, so that unchanged programs run under the `interleave` scheduler.
//!
//! Channels with `select!`, scoped threads, `WaitGroup`, `Parker`, `ShardedLock`, `AtomicCell`, the queues and the work-stealing deques.
//! Operations on cells and queues are linearizable: one visible operation each, that sees the newest state.
//! It deliberately has no `epoch`: a program that uses it cannot be explored.

pub mod atomic;
pub mod channel;
pub mod deque;
pub mod queue;
pub mod sync;
pub mod thread;
pub mod utils;

mod macros;

pub use thread::scope;

/// What the macros expand to. Not part of crossbeam's interface.
#[doc(hidden)]
pub mod __interleave {
    pub use crate::channel::operate::{
        Handle, Order, complete_receive, complete_send, first_of, first_of_now, first_of_until,
    };
}
