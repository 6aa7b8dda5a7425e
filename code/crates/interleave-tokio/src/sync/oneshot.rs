//! `oneshot`: a channel for one message.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::oneshot`](https://docs.rs/tokio/latest/tokio/sync/oneshot/index.html): `send` succeeds while the receiver is there, which does not mean that the value will be received.

pub use tokio::sync::oneshot::error;

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, runtime};
use tokio::sync::oneshot as real;

use crate::drive::wait_on_thread;
use crate::shared::{awaits, failed, reach, watch};

const WAITS: &str = "waits for the message of {object}";

/// The end that sends.
pub struct Sender<T> {
    real: Option<real::Sender<T>>,
    object: Arc<Object>,
}

/// The end that receives, a future.
pub struct Receiver<T> {
    real: real::Receiver<T>,
    object: Arc<Object>,
    done: bool,
}

/// A channel for one message.
#[track_caller]
#[must_use]
pub fn channel<T>() -> (Sender<T>, Receiver<T>) {
    let object = Arc::new(Object::new());
    let (sender, receiver) = real::channel();
    (
        Sender {
            real: Some(sender),
            object: Arc::clone(&object),
        },
        Receiver {
            real: receiver,
            object,
            done: false,
        },
    )
}

fn id(object: &Object, place: Place) -> ObjectId {
    object.id("channel", place, &[])
}

impl<T> Sender<T> {
    /// Sends; never waits.
    ///
    /// # Errors
    /// The message, when the receiver is gone.
    #[track_caller]
    pub fn send(mut self, message: T) -> Result<(), T> {
        let place = runtime::here();
        let id = id(&self.object, place);
        reach(Operation::on(id, Access::Write, place, "sends to {object}"));
        runtime::release(id);
        let result = self
            .real
            .take()
            .expect("it is only taken here")
            .send(message);
        runtime::event(place, id, Fact::Plain, || {
            if result.is_ok() {
                "sends to {object}"
            } else {
                "sends to {object}: the receiver is gone"
            }
            .to_owned()
        });
        result
    }

    /// Waits until the receiver is gone.
    #[track_caller]
    pub fn closed(&mut self) -> impl Future<Output = ()> {
        let place = runtime::here();
        async move {
            let id = id(&self.object, place);
            watch(
                id,
                place,
                "waits until the receiver of {object} is gone",
                self.inner_mut().closed(),
            )
            .await;
        }
    }

    /// Whether the receiver is gone.
    #[track_caller]
    #[must_use]
    pub fn is_closed(&self) -> bool {
        let place = runtime::here();
        let id = id(&self.object, place);
        reach(Operation::on(
            id,
            Access::Read,
            place,
            "looks whether the receiver of {object} is gone",
        ));
        runtime::acquire(id);
        self.real.as_ref().is_some_and(real::Sender::is_closed)
    }

    /// Polls until the receiver is gone.
    #[track_caller]
    pub fn poll_closed(&mut self, context: &mut Context<'_>) -> Poll<()> {
        let place = runtime::here();
        let id = id(&self.object, place);
        reach(Operation::on(
            id,
            Access::Write,
            place,
            "waits until the receiver of {object} is gone",
        ));
        self.inner_mut().poll_closed(context)
    }

    fn inner_mut(&mut self) -> &mut real::Sender<T> {
        self.real.as_mut().expect("only `send` takes it")
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if self.real.is_some() && runtime::is_active() {
            let place = self.object.created();
            let id = id(&self.object, place);
            reach(Operation::on(
                id,
                Access::Write,
                place,
                "drops the sender of {object}",
            ));
            runtime::release(id);
            runtime::event(place, id, Fact::Plain, || {
                "drops the sender of {object} without sending".to_owned()
            });
        }
    }
}

impl<T> Receiver<T> {
    /// Lets the sender send no more.
    #[track_caller]
    pub fn close(&mut self) {
        let place = runtime::here();
        let id = id(&self.object, place);
        reach(Operation::on(id, Access::Write, place, "closes {object}"));
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || "closes {object}".to_owned());
        self.real.close();
    }

    /// Whether everything was received, or the sender is gone.
    #[must_use]
    pub fn is_terminated(&self) -> bool {
        self.real.is_terminated()
    }

    /// Whether there is no message.
    #[track_caller]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        let place = runtime::here();
        reach(Operation::on(
            id(&self.object, place),
            Access::Read,
            place,
            "looks whether {object} is empty",
        ));
        self.real.is_empty()
    }

    /// Takes the message if it is there.
    ///
    /// # Errors
    /// When it is not.
    #[track_caller]
    pub fn try_recv(&mut self) -> Result<T, error::TryRecvError> {
        let place = runtime::here();
        let id = id(&self.object, place);
        reach(Operation::on(
            id,
            Access::Write,
            place,
            "tries to receive from {object}",
        ));
        let result = self.real.try_recv();
        match &result {
            Err(error::TryRecvError::Empty) => {
                failed(id, place, "tries to receive from {object}: it is empty")
            }
            _ => self.received(id, place, result.is_ok()),
        }
        result
    }

    /// Blocks the thread until the message is there.
    ///
    /// # Errors
    /// When the sender is gone.
    ///
    /// # Panics
    /// In asynchronous code.
    #[track_caller]
    pub fn blocking_recv(self) -> Result<T, error::RecvError> {
        wait_on_thread(self, runtime::here())
    }

    fn received(&mut self, id: ObjectId, place: Place, is_message: bool) {
        self.done = true;
        runtime::acquire(id);
        runtime::event(place, id, Fact::Plain, || {
            if is_message {
                "receives from {object}"
            } else {
                "receives from {object}: the sender is gone"
            }
            .to_owned()
        });
    }
}

impl<T> Future for Receiver<T> {
    type Output = Result<T, error::RecvError>;

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let place = runtime::here();
        let id = id(&self.object, place);
        reach(Operation::on(id, Access::Write, place, WAITS));
        let polled = Pin::new(&mut self.real).poll(context);
        match &polled {
            Poll::Ready(result) => {
                let is_message = result.is_ok();
                self.received(id, place, is_message);
            }
            Poll::Pending => awaits(id, place, WAITS),
        }
        polled
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        if !self.done && runtime::is_active() {
            let place = self.object.created();
            let id = id(&self.object, place);
            reach(Operation::on(
                id,
                Access::Write,
                place,
                "drops the receiver of {object}",
            ));
            runtime::release(id);
            runtime::event(place, id, Fact::Plain, || {
                "drops the receiver of {object}".to_owned()
            });
        }
    }
}

impl<T: fmt::Debug> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}

impl<T: fmt::Debug> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
