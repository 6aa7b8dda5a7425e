//! `std::sync::mpsc`: channels with many senders and one receiver.
//!
//! The standard library promises order per sender, that a bounded channel blocks its senders when full (and hands over directly when its
//! bound is 0), and that an end learns when the other one is gone. A message carries what its sender knew.
//!
//! # Why each schedule is a real one
//!
//! [`std::sync::mpsc`](https://doc.rust-lang.org/std/sync/mpsc/index.html): messages of one sender arrive in the order they were sent; between senders no order is promised, so the
//! schedule decides. `send` on a full bounded channel "will block", with bound 0 until the message was received; a receive ends with an error only when
//! the buffer is empty and all senders are gone. A message that was sent may be lost with the receiver, whose end `send` does not wait for.
//! What a sender knew comes along with its message, and who waits for room knows what its receiver knew: no race is reported across a channel.

mod iterate;
mod queue;

pub use ::std::sync::mpsc::{RecvError, RecvTimeoutError, SendError, TryRecvError, TrySendError};

pub use iterate::{IntoIter, Iter, TryIter};

use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use interleave::{Place, runtime};

use queue::Queue;

/// A channel without bound.
#[track_caller]
#[must_use]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let queue = Queue::new(None, runtime::here());
    (Sender(Rc::clone(&queue)), Receiver(queue))
}

/// A channel that holds at most `bound` messages.
#[track_caller]
#[must_use]
pub fn sync_channel<T>(bound: usize) -> (SyncSender<T>, Receiver<T>) {
    let queue = Queue::new(Some(bound), runtime::here());
    (SyncSender(Rc::clone(&queue)), Receiver(queue))
}

macro_rules! sender {
    ($name:ident) => {
        // SAFETY: all explored threads share one OS thread.
        unsafe impl<T: Send> Send for $name<T> {}
        // SAFETY: see above.
        unsafe impl<T: Send> Sync for $name<T> {}

        impl<T> Clone for $name<T> {
            fn clone(&self) -> Self {
                self.0.add_sender();
                Self(Rc::clone(&self.0))
            }
        }

        impl<T> Drop for $name<T> {
            fn drop(&mut self) {
                self.0.remove_sender();
            }
        }

        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }

        impl<T> std::panic::UnwindSafe for $name<T> {}
        impl<T> std::panic::RefUnwindSafe for $name<T> {}
    };
}

/// The sending end of a channel without bound.
pub struct Sender<T>(Rc<Queue<T>>);

/// The sending end of a bounded channel.
pub struct SyncSender<T>(Rc<Queue<T>>);

sender!(Sender);
sender!(SyncSender);

impl<T> Sender<T> {
    /// Sends; never blocks.
    ///
    /// # Errors
    /// The message, when the receiver is gone.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.0.send(message, runtime::here())
    }
}

impl<T> SyncSender<T> {
    /// Sends, waiting for room.
    ///
    /// # Errors
    /// The message, when the receiver is gone.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        self.0.send(message, runtime::here())
    }

    /// Sends if there is room right now.
    ///
    /// # Errors
    /// The message, when there is none or the receiver is gone.
    #[track_caller]
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        self.0.try_send(message, runtime::here())
    }
}

/// The receiving end of a channel.
pub struct Receiver<T>(Rc<Queue<T>>);

// SAFETY: all explored threads share one OS thread.
unsafe impl<T: Send> Send for Receiver<T> {}

impl<T> Receiver<T> {
    /// Waits for a message.
    ///
    /// # Errors
    /// When there is none and all senders are gone.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.recv_at(runtime::here())
    }

    fn recv_at(&self, place: Place) -> Result<T, RecvError> {
        self.0.receive(None, place).map_err(|_| RecvError)
    }

    /// Takes a message that is there.
    ///
    /// # Errors
    /// When there is none.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.0.try_receive(runtime::here())
    }

    /// Waits for a message, at most for the given time.
    ///
    /// # Errors
    /// When there was none.
    #[track_caller]
    pub fn recv_timeout(&self, limit: Duration) -> Result<T, RecvTimeoutError> {
        let deadline = runtime::now().saturating_add(limit);
        self.0.receive(Some(deadline), runtime::here())
    }

    /// Messages until all senders are gone.
    #[track_caller]
    #[must_use]
    pub const fn iter(&self) -> Iter<'_, T> {
        Iter::new(self, std::panic::Location::caller())
    }

    /// Messages that are there.
    #[must_use]
    pub const fn try_iter(&self) -> TryIter<'_, T> {
        TryIter::new(self)
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.0.remove_receiver();
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}

impl<T> std::panic::UnwindSafe for Receiver<T> {}
impl<T> std::panic::RefUnwindSafe for Receiver<T> {}
