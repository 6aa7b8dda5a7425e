//! Stands in for `crossbeam`, so that unchanged programs run under the `interleave` scheduler.
//!
//! Channels with `select!`, scoped threads, `WaitGroup`, `Parker`, `ShardedLock`, `AtomicCell` and the queues.
//! Operations on cells and queues are linearizable: one visible operation each, that sees the newest state.
//! It deliberately has no `epoch` and no `deque`: a program that uses them cannot be explored.

pub mod atomic;
pub mod channel;
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
