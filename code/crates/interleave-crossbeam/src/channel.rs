//! `crossbeam::channel`: channels with many senders and many receivers.
//!
//! crossbeam promises order per channel, that a bounded channel blocks its senders when full, that a channel of capacity 0 pairs
//! a sender with a receiver, that an end learns when all of the other kind are gone, and that `select!` does exactly one of the
//! operations that are ready, any of them. A message carries what its sender knew.

mod core;
mod ends;
mod iterate;
pub(crate) mod operate;
mod select;
mod timer;

pub use crossbeam::channel::{
    ReadyTimeoutError, RecvError, RecvTimeoutError, SelectTimeoutError, SendError,
    SendTimeoutError, TryReadyError, TryRecvError, TrySelectError, TrySendError,
};

pub use crate::{select, select_biased};
pub use ends::{Receiver, Sender, after, at, bounded, never, tick, unbounded};
pub use iterate::{IntoIter, Iter, TryIter};
pub use select::{Select, SelectedOperation};
