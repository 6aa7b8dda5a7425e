//! Channels without bound.

use std::fmt;
use std::future::{Future, poll_fn};
use std::task::{Context, Poll};

use interleave::{Fact, Place, runtime};
use tokio::sync::mpsc as real;

use super::error::{SendError, TryRecvError};
use super::{Link, RECEIVES, received, received_many, sent};
use crate::drive::wait_on_thread;
use crate::shared::{failed, watch};

/// The sending end of a channel without bound.
pub struct UnboundedSender<T> {
    real: real::UnboundedSender<T>,
    link: Link,
}

/// A sending end that does not keep the channel open.
pub struct WeakUnboundedSender<T> {
    real: real::WeakUnboundedSender<T>,
    link: Link,
}

/// The receiving end of a channel without bound.
pub struct UnboundedReceiver<T> {
    real: real::UnboundedReceiver<T>,
    link: Link,
}

/// A channel without bound.
#[track_caller]
#[must_use]
pub fn unbounded_channel<T>() -> (UnboundedSender<T>, UnboundedReceiver<T>) {
    let link = Link::new();
    let (sender, receiver) = real::unbounded_channel();
    (
        UnboundedSender {
            real: sender,
            link: link.clone(),
        },
        UnboundedReceiver {
            real: receiver,
            link,
        },
    )
}

impl<T> UnboundedSender<T> {
    /// Sends; never waits.
    ///
    /// # Errors
    /// The message, when the receiver is gone.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        let place = runtime::here();
        let id = self.link.publish(place, "sends to {object}");
        let result = self.real.send(message);
        sent(id, place, &result);
        result
    }

    /// Waits until the receiver is gone.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let place = runtime::here();
        async move {
            watch(
                self.link.id(place),
                place,
                "waits until the receiver of {object} is gone",
                self.real.closed(),
            )
            .await
        }
    }

    /// Whether the receiver is gone.
    #[track_caller]
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.link.reach(
            runtime::here(),
            "looks whether the receiver of {object} is gone",
        );
        self.real.is_closed()
    }

    /// Whether both send to the same channel.
    #[must_use]
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }

    /// A sender that does not keep the channel open.
    #[must_use]
    pub fn downgrade(&self) -> WeakUnboundedSender<T> {
        WeakUnboundedSender {
            real: self.real.downgrade(),
            link: self.link.clone(),
        }
    }

    /// The number of senders.
    #[must_use]
    pub fn strong_count(&self) -> usize {
        self.real.strong_count()
    }

    /// The number of weak senders.
    #[must_use]
    pub fn weak_count(&self) -> usize {
        self.real.weak_count()
    }
}

impl<T> Clone for UnboundedSender<T> {
    fn clone(&self) -> Self {
        Self {
            real: self.real.clone(),
            link: self.link.clone(),
        }
    }
}

impl<T> Drop for UnboundedSender<T> {
    fn drop(&mut self) {
        if self.real.strong_count() == 1 {
            self.link.drops("drops the last sender of {object}");
        }
    }
}

impl<T> WeakUnboundedSender<T> {
    /// A sender, if the channel still has one.
    #[track_caller]
    #[must_use]
    pub fn upgrade(&self) -> Option<UnboundedSender<T>> {
        self.link
            .reach(runtime::here(), "looks whether {object} still has a sender");
        Some(UnboundedSender {
            real: self.real.upgrade()?,
            link: self.link.clone(),
        })
    }
}

impl<T> Clone for WeakUnboundedSender<T> {
    fn clone(&self) -> Self {
        Self {
            real: self.real.clone(),
            link: self.link.clone(),
        }
    }
}

impl<T> UnboundedReceiver<T> {
    /// Waits for a message; `None` when there is none and all senders are gone. Losing the future loses no message.
    #[track_caller]
    pub fn recv(&mut self) -> impl Future<Output = Option<T>> {
        self.recv_at(runtime::here())
    }

    async fn recv_at(&mut self, place: Place) -> Option<T> {
        let id = self.link.id(place);
        let message = watch(id, place, RECEIVES, self.real.recv()).await;
        received(id, place, message.as_ref(), self.real.len());
        message
    }

    /// Waits for at least one message and takes up to `limit`; how many.
    #[track_caller]
    pub fn recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> impl Future<Output = usize> {
        let place = runtime::here();
        async move {
            let id = self.link.id(place);
            let count = watch(id, place, RECEIVES, self.real.recv_many(buffer, limit)).await;
            received_many(id, place, count);
            count
        }
    }

    /// Takes a message that is there.
    ///
    /// # Errors
    /// When there is none.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let place = runtime::here();
        let id = self.link.reach(place, "tries to receive from {object}");
        let result = self.real.try_recv();
        if let Err(TryRecvError::Empty) = &result {
            failed(id, place, "tries to receive from {object}: it is empty");
        } else {
            runtime::acquire(id);
            received(id, place, result.as_ref().ok(), self.real.len());
        }
        result
    }

    /// Blocks the thread until there is a message.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_recv(&mut self) -> Option<T> {
        let place = runtime::here();
        wait_on_thread(self.recv_at(place), place)
    }

    /// Blocks the thread until there is at least one message, and takes up to `limit`; how many.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_recv_many(&mut self, buffer: &mut Vec<T>, limit: usize) -> usize {
        wait_on_thread(self.recv_many(buffer, limit), runtime::here())
    }

    /// The number of senders.
    #[must_use]
    pub fn sender_strong_count(&self) -> usize {
        self.real.sender_strong_count()
    }

    /// The number of weak senders.
    #[must_use]
    pub fn sender_weak_count(&self) -> usize {
        self.real.sender_weak_count()
    }

    /// Lets the senders send no more.
    #[track_caller]
    pub fn close(&mut self) {
        let place = runtime::here();
        let id = self.link.publish(place, "closes {object}");
        runtime::event(place, id, Fact::Plain, || "closes {object}".to_owned());
        self.real.close();
    }

    /// Whether no message will come any more.
    #[track_caller]
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.link
            .reach(runtime::here(), "looks whether {object} is closed");
        self.real.is_closed()
    }

    /// Whether there is no message.
    #[track_caller]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.link
            .reach(runtime::here(), "looks whether {object} is empty");
        self.real.is_empty()
    }

    /// The number of messages.
    #[track_caller]
    #[must_use]
    pub fn len(&self) -> usize {
        self.link
            .reach(runtime::here(), "counts the messages in {object}");
        self.real.len()
    }

    /// Polls for a message.
    #[track_caller]
    pub fn poll_recv(&mut self, context: &mut Context<'_>) -> Poll<Option<T>> {
        let place = runtime::here();
        let recv = std::pin::pin!(watch(
            self.link.id(place),
            place,
            RECEIVES,
            poll_fn(|context| self.real.poll_recv(context))
        ));
        recv.poll(context)
    }
}

impl<T> Drop for UnboundedReceiver<T> {
    fn drop(&mut self) {
        self.link.drops("drops the receiver of {object}");
    }
}

macro_rules! debug {
    ($($name:ident)*) => {$(
        impl<T> fmt::Debug for $name<T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )*};
}

debug!(UnboundedSender WeakUnboundedSender UnboundedReceiver);
