//! `crossbeam::channel`: channels with many senders and many receivers.
//!
//! crossbeam promises order per channel, that a bounded channel blocks its senders when full, that a channel of capacity 0 pairs
//! a sender with a receiver, that an end learns when all of the other kind are gone, and that `select!` does exactly one of the
//! operations that are ready, any of them. A message carries what its sender knew.
//!
//! # Why each schedule is a real one
//!
//! [`crossbeam::channel`](https://docs.rs/crossbeam/latest/crossbeam/channel/index.html): a full channel blocks its senders, an empty one its receivers, and "if multiple operations are ready at the same time, a random one
//! among them is selected". Which of several waiting threads is served is not promised. [`after`](https://docs.rs/crossbeam/latest/crossbeam/channel/fn.after.html) and [`tick`](https://docs.rs/crossbeam/latest/crossbeam/channel/fn.tick.html) deliver no earlier than their time,
//! and a `tick` that nobody took delays the next one.

mod core;
mod ends;
mod iterate;
mod make;
pub(crate) mod operate;
mod select;
mod timer;

pub use crossbeam::channel::{
    ReadyTimeoutError, RecvError, RecvTimeoutError, SelectTimeoutError, SendError,
    SendTimeoutError, TryReadyError, TryRecvError, TrySelectError, TrySendError,
};

pub use crate::{select, select_biased};
pub use ends::{Receiver, Sender};
pub use iterate::{IntoIter, Iter, TryIter};
pub use make::{after, at, bounded, never, tick, unbounded};
pub use select::{Select, SelectedOperation};
