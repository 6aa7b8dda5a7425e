//! `broadcast`: every receiver gets every message, unless it lags behind.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::broadcast`](https://docs.rs/tokio/latest/tokio/sync/broadcast/index.html#lagging): a slow receiver loses the oldest values, is told how many, and goes on with the oldest that is left.

pub use tokio::sync::broadcast::error;

use std::fmt;
use std::future::Future;
use std::sync::Arc;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, runtime};
use tokio::sync::broadcast as real;

use crate::drive::wait_on_thread;
use crate::shared::{failed, reach, watch};
use error::{RecvError, SendError, TryRecvError};

/// The identity that all ends share.
#[derive(Clone, Debug)]
struct Link(Arc<Object>);

impl Link {
    fn id(&self, place: Place) -> ObjectId {
        self.0.id("channel", place, &[])
    }

    fn reach(&self, place: Place, what: &'static str) -> ObjectId {
        let id = self.id(place);
        reach(Operation::on(id, Access::Write, place, what));
        runtime::acquire(id);
        id
    }

    fn drops(&self, what: &'static str) {
        if runtime::is_active() {
            let place = self.0.created();
            let id = self.reach(place, what);
            runtime::release(id);
            runtime::event(place, id, Fact::Plain, || what.to_owned());
        }
    }
}

/// The end that sends.
pub struct Sender<T> {
    real: real::Sender<T>,
    link: Link,
}

/// A sending end that does not keep the channel open.
pub struct WeakSender<T> {
    real: real::WeakSender<T>,
    link: Link,
}

/// An end that receives.
pub struct Receiver<T> {
    real: real::Receiver<T>,
    link: Link,
}

/// A channel that keeps `capacity` messages (rounded up to a power of two) for the slowest receiver.
///
/// # Panics
/// For zero.
#[track_caller]
#[must_use]
pub fn channel<T: Clone>(capacity: usize) -> (Sender<T>, Receiver<T>) {
    let link = Link(Arc::new(Object::new()));
    let (sender, receiver) = real::channel(capacity);
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

impl<T: Clone> Sender<T> {
    /// A sender without a receiver yet.
    #[track_caller]
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self {
            real: real::Sender::new(capacity),
            link: Link(Arc::new(Object::new())),
        }
    }
}

impl<T> Sender<T> {
    /// Sends to all receivers; how many there are.
    ///
    /// # Errors
    /// The message, when there is no receiver.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<usize, SendError<T>> {
        let place = runtime::here();
        let id = self.link.reach(place, "sends to {object}");
        runtime::release(id);
        let result = self.real.send(message);
        runtime::event(place, id, Fact::Plain, || match &result {
            Ok(1) => "sends to {object} (1 receiver)".to_owned(),
            Ok(count) => format!("sends to {{object}} ({count} receivers)"),
            Err(_) => "sends to {object}: there is no receiver".to_owned(),
        });
        result
    }

    /// Another receiver, of the messages sent from now on.
    #[track_caller]
    #[must_use]
    pub fn subscribe(&self) -> Receiver<T> {
        let place = runtime::here();
        let id = self.link.reach(place, "subscribes to {object}");
        runtime::event(place, id, Fact::Plain, || {
            "subscribes to {object}".to_owned()
        });
        Receiver {
            real: self.real.subscribe(),
            link: self.link.clone(),
        }
    }

    /// The number of messages that some receiver has not seen.
    #[track_caller]
    #[must_use]
    pub fn len(&self) -> usize {
        self.link
            .reach(runtime::here(), "counts the messages in {object}");
        self.real.len()
    }

    /// Whether all receivers have seen all messages.
    #[track_caller]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.link
            .reach(runtime::here(), "looks whether {object} is empty");
        self.real.is_empty()
    }

    /// The number of receivers.
    #[track_caller]
    #[must_use]
    pub fn receiver_count(&self) -> usize {
        self.link
            .reach(runtime::here(), "counts the receivers of {object}");
        self.real.receiver_count()
    }

    /// Whether both send to the same channel.
    #[must_use]
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }

    /// Waits until all receivers are gone.
    #[track_caller]
    pub fn closed(&self) -> impl Future<Output = ()> {
        let place = runtime::here();
        async move {
            watch(
                self.link.id(place),
                place,
                "waits until the receivers of {object} are gone",
                self.real.closed(),
            )
            .await
        }
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

impl<T> Receiver<T> {
    /// The number of messages that wait for this receiver.
    #[track_caller]
    #[must_use]
    pub fn len(&self) -> usize {
        self.link
            .reach(runtime::here(), "counts the messages in {object}");
        self.real.len()
    }

    /// Whether none waits.
    #[track_caller]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.link
            .reach(runtime::here(), "looks whether {object} is empty");
        self.real.is_empty()
    }

    /// Whether both receive from the same channel.
    #[must_use]
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }

    /// Whether all senders are gone.
    #[track_caller]
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.link
            .reach(runtime::here(), "looks whether {object} is closed");
        self.real.is_closed()
    }
}

impl<T: Clone> Receiver<T> {
    /// Another receiver, of the messages sent from now on.
    #[track_caller]
    #[must_use]
    pub fn resubscribe(&self) -> Self {
        self.link.reach(runtime::here(), "subscribes to {object}");
        Self {
            real: self.real.resubscribe(),
            link: self.link.clone(),
        }
    }

    /// Waits for the next message. Losing the future loses no message.
    ///
    /// # Errors
    /// When messages were lost because this receiver lagged behind, and when all senders are gone.
    #[track_caller]
    pub fn recv(&mut self) -> impl Future<Output = Result<T, RecvError>> {
        self.recv_at(runtime::here())
    }

    async fn recv_at(&mut self, place: Place) -> Result<T, RecvError> {
        let id = self.link.id(place);
        let result = watch(
            id,
            place,
            "waits to receive from {object}",
            self.real.recv(),
        )
        .await;
        runtime::event(place, id, Fact::Plain, || match &result {
            Ok(_) => "receives from {object}".to_owned(),
            Err(RecvError::Lagged(1)) => {
                "receives from {object}: lags behind, 1 message is lost to it".to_owned()
            }
            Err(RecvError::Lagged(count)) => {
                format!("receives from {{object}}: lags behind, {count} messages are lost to it")
            }
            Err(RecvError::Closed) => "receives from {object}: all senders are gone".to_owned(),
        });
        result
    }

    /// Takes a message that is there.
    ///
    /// # Errors
    /// When there is none, or as [`Receiver::recv`].
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, TryRecvError> {
        let place = runtime::here();
        let id = self.link.reach(place, "tries to receive from {object}");
        let result = self.real.try_recv();
        match &result {
            Ok(_) => runtime::event(place, id, Fact::Plain, || {
                "receives from {object}".to_owned()
            }),
            Err(TryRecvError::Empty) => {
                failed(id, place, "tries to receive from {object}: it is empty")
            }
            Err(error) => runtime::event(place, id, Fact::Plain, || {
                format!("tries to receive from {{object}}: {error}")
            }),
        }
        result
    }

    /// Blocks the thread until there is a message.
    ///
    /// # Errors
    /// As [`Receiver::recv`].
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_recv(&mut self) -> Result<T, RecvError> {
        let place = runtime::here();
        wait_on_thread(self.recv_at(place), place)
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        self.link.drops("drops a receiver of {object}");
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for WeakSender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WeakSender").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
