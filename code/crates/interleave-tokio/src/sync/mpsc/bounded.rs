//! Bounded channels.

use std::fmt;
use std::future::{Future, poll_fn};
use std::task::{Context, Poll};
use std::time::Duration;

use interleave::{Fact, Place, runtime};
use tokio::sync::mpsc as real;

use super::error::{SendError, SendTimeoutError, TryRecvError, TrySendError};
use super::permit::{OwnedPermit, Permit, PermitIterator};
use super::{Link, RECEIVES, SENDS, received, received_many, sent};
use crate::drive::wait_on_thread;
use crate::shared::{failed, watch};
use crate::time::timeout;

/// The sending end of a bounded channel.
pub struct Sender<T> {
    pub(super) real: real::Sender<T>,
    pub(super) link: Link,
}

/// A sending end that does not keep the channel open.
pub struct WeakSender<T> {
    real: real::WeakSender<T>,
    link: Link,
}

/// The receiving end of a bounded channel.
pub struct Receiver<T> {
    real: real::Receiver<T>,
    link: Link,
}

/// A channel that holds at most `buffer` messages.
///
/// # Panics
/// For a buffer of zero.
#[track_caller]
#[must_use]
pub fn channel<T>(buffer: usize) -> (Sender<T>, Receiver<T>) {
    let link = Link::new();
    let (sender, receiver) = real::channel(buffer);
    (
        Sender {
            real: sender,
            link: link.clone(),
        },
        Receiver {
            real: receiver,
            link,
        },
    )
}

impl<T> Sender<T> {
    /// Sends, waiting for room. Losing the future loses the message.
    ///
    /// # Errors
    /// The message, when the receiver is gone.
    #[track_caller]
    pub fn send(&self, message: T) -> impl Future<Output = Result<(), SendError<T>>> {
        self.send_at(message, runtime::here())
    }

    async fn send_at(&self, message: T, place: Place) -> Result<(), SendError<T>> {
        let id = self.link.id(place);
        let sends = async {
            let result = self.real.send(message).await;
            runtime::release(id);
            result
        };
        let result = watch(id, place, SENDS, sends).await;
        sent(id, place, &result);
        result
    }

    /// Sends, waiting for room at most for the given time.
    ///
    /// # Errors
    /// The message, when there was no room or the receiver is gone.
    #[track_caller]
    pub fn send_timeout(
        &self,
        message: T,
        limit: Duration,
    ) -> impl Future<Output = Result<(), SendTimeoutError<T>>> {
        let place = runtime::here();
        let permit = timeout(limit, self.reserve_at(place));
        async move {
            match permit.await {
                Err(_) => Err(SendTimeoutError::Timeout(message)),
                Ok(Err(_)) => Err(SendTimeoutError::Closed(message)),
                Ok(Ok(permit)) => {
                    permit.send_at(message, place);
                    Ok(())
                }
            }
        }
    }

    /// Sends if there is room.
    ///
    /// # Errors
    /// The message, when there is none or the receiver is gone.
    #[track_caller]
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        let place = runtime::here();
        let id = self.link.reach(place, "tries to send to {object}");
        let result = self.real.try_send(message);
        if let Err(TrySendError::Full(_)) = &result {
            failed(id, place, "tries to send to {object}: it is full");
        } else {
            runtime::release(id);
            sent(id, place, &result);
        }
        result
    }

    /// Blocks the thread until there is room.
    ///
    /// # Errors
    /// The message, when the receiver is gone.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_send(&self, message: T) -> Result<(), SendError<T>> {
        let place = runtime::here();
        wait_on_thread(self.send_at(message, place), place)
    }

    /// Waits for room and keeps it.
    ///
    /// # Errors
    /// When the receiver is gone.
    #[track_caller]
    pub fn reserve(&self) -> impl Future<Output = Result<Permit<'_, T>, SendError<()>>> {
        self.reserve_at(runtime::here())
    }

    async fn reserve_at(&self, place: Place) -> Result<Permit<'_, T>, SendError<()>> {
        let id = self.link.id(place);
        let permit = watch(id, place, SENDS, self.real.reserve()).await?;
        runtime::event(place, id, Fact::Plain, || {
            "reserves room in {object}".to_owned()
        });
        Ok(Permit::new(permit, &self.link))
    }

    /// Waits for room for several messages and keeps it.
    ///
    /// # Errors
    /// When the receiver is gone.
    #[track_caller]
    pub fn reserve_many(
        &self,
        count: usize,
    ) -> impl Future<Output = Result<PermitIterator<'_, T>, SendError<()>>> {
        let place = runtime::here();
        async move {
            let id = self.link.id(place);
            let permits = watch(id, place, SENDS, self.real.reserve_many(count)).await?;
            Ok(PermitIterator::new(permits, &self.link))
        }
    }

    /// As [`Sender::reserve`], with a permit that contains the sender.
    ///
    /// # Errors
    /// When the receiver is gone.
    #[track_caller]
    pub fn reserve_owned(self) -> impl Future<Output = Result<OwnedPermit<T>, SendError<()>>> {
        let place = runtime::here();
        async move {
            let id = self.link.id(place);
            let permit = watch(id, place, SENDS, self.real.clone().reserve_owned()).await?;
            Ok(OwnedPermit::new(permit, self.link.clone()))
        }
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

    /// Room that is left.
    #[track_caller]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.link
            .reach(runtime::here(), "looks for room in {object}");
        self.real.capacity()
    }

    /// Room in all.
    #[must_use]
    pub fn max_capacity(&self) -> usize {
        self.real.max_capacity()
    }

    /// A sender that does not keep the channel open.
    #[must_use]
    pub fn downgrade(&self) -> WeakSender<T> {
        WeakSender {
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

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self {
            real: self.real.clone(),
            link: self.link.clone(),
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if self.real.strong_count() == 1 {
            self.link.drops("drops the last sender of {object}");
        }
    }
}

impl<T> WeakSender<T> {
    /// A sender, if the channel still has one.
    #[track_caller]
    #[must_use]
    pub fn upgrade(&self) -> Option<Sender<T>> {
        self.link
            .reach(runtime::here(), "looks whether {object} still has a sender");
        Some(Sender {
            real: self.real.upgrade()?,
            link: self.link.clone(),
        })
    }
}

impl<T> Clone for WeakSender<T> {
    fn clone(&self) -> Self {
        Self {
            real: self.real.clone(),
            link: self.link.clone(),
        }
    }
}

impl<T> Receiver<T> {
    /// Waits for a message; `None` when there is none and all senders are gone. Losing the future loses no message.
    #[track_caller]
    pub fn recv(&mut self) -> impl Future<Output = Option<T>> {
        self.recv_at(runtime::here())
    }

    async fn recv_at(&mut self, place: Place) -> Option<T> {
        let id = self.link.id(place);
        let message = watch(id, place, RECEIVES, self.real.recv()).await;
        // The sender that waits for room learns that it was made.
        runtime::release(id);
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
            runtime::release(id);
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

    /// Room that is left.
    #[track_caller]
    #[must_use]
    pub fn capacity(&self) -> usize {
        self.link
            .reach(runtime::here(), "looks for room in {object}");
        self.real.capacity()
    }

    /// Room in all.
    #[must_use]
    pub fn max_capacity(&self) -> usize {
        self.real.max_capacity()
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

impl<T> Drop for Receiver<T> {
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

debug!(Sender WeakSender Receiver);
