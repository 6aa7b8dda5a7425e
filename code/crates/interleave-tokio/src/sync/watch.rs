//! `watch`: a value of which receivers see the newest.
//!
//! A borrowed value keeps senders out, as in tokio: a task that borrows and then waits in `send` blocks its thread.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::watch`](https://docs.rs/tokio/latest/tokio/sync/watch/index.html): only the newest value is kept, so any number may be missed between two looks. That a `borrow` held over `send` may deadlock is
//! [documented](https://docs.rs/tokio/latest/tokio/sync/watch/struct.Receiver.html#method.borrow).

pub use tokio::sync::watch::error;

use std::cell::Cell;
use std::fmt;
use std::future::{Future, poll_fn};
use std::ops::Deref;
use std::pin::pin;
use std::sync::Arc;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, runtime};
use tokio::sync::watch as real;

use crate::shared::{reach, watch};
use error::{RecvError, SendError};

/// The identity of the channel, and who uses its value right now.
#[derive(Debug)]
struct Link {
    object: Object,
    readers: Cell<usize>,
    writing: Cell<bool>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Sync for Link {}
// SAFETY: see above.
unsafe impl Send for Link {}

impl Link {
    #[track_caller]
    fn new() -> Arc<Self> {
        Arc::new(Self {
            object: Object::new(),
            readers: Cell::new(0),
            writing: Cell::new(false),
        })
    }

    fn id(&self, place: Place) -> ObjectId {
        self.object.id("channel", place, &[])
    }

    /// A scheduling point before the value is looked at.
    fn reach(&self, place: Place, what: &'static str) -> ObjectId {
        let id = self.id(place);
        reach(Operation::on(id, Access::Write, place, what));
        self.wait_for_writer(id, place);
        runtime::acquire(id);
        id
    }

    fn wait_for_writer(&self, id: ObjectId, place: Place) {
        if self.writing.get() {
            runtime::wait(
                Operation::on(id, Access::Write, place, "waits until {object} is written"),
                &|| !self.writing.get(),
            );
        }
    }

    /// Runs `write` while nobody else uses the value.
    fn write<R>(&self, place: Place, write: impl FnOnce() -> R) -> R {
        let id = self.id(place);
        reach(Operation::on(id, Access::Write, place, "sends to {object}"));
        if self.readers.get() > 0 || self.writing.get() {
            let operation = Operation::on(
                id,
                Access::Write,
                place,
                "waits until nobody borrows the value of {object}",
            );
            runtime::wait(operation, &|| {
                self.readers.get() == 0 && !self.writing.get()
            });
        }
        self.writing.set(true);
        let _written = Written(self);
        let result = write();
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || "sends to {object}".to_owned());
        result
    }

    fn drops(&self, what: &'static str) {
        if runtime::is_active() {
            let place = self.object.created();
            let id = self.id(place);
            reach(Operation::on(id, Access::Write, place, what));
            runtime::release(id);
            runtime::event(place, id, Fact::Plain, || what.to_owned());
        }
    }
}

struct Written<'a>(&'a Link);

impl Drop for Written<'_> {
    fn drop(&mut self) {
        self.0.writing.set(false);
    }
}

/// A channel with a first value.
#[track_caller]
#[must_use]
pub fn channel<T>(init: T) -> (Sender<T>, Receiver<T>) {
    let link = Link::new();
    let (sender, receiver) = real::channel(init);
    (
        Sender {
            real: sender,
            link: Arc::clone(&link),
        },
        Receiver {
            real: receiver,
            link,
        },
    )
}

/// The end that writes.
pub struct Sender<T> {
    real: real::Sender<T>,
    link: Arc<Link>,
}

/// An end that sees the newest value.
pub struct Receiver<T> {
    real: real::Receiver<T>,
    link: Arc<Link>,
}

/// A borrowed value.
#[derive(Debug)]
pub struct Ref<'a, T> {
    real: real::Ref<'a, T>,
    link: &'a Link,
}

impl<'a, T> Ref<'a, T> {
    fn new(real: real::Ref<'a, T>, link: &'a Link) -> Self {
        link.readers.set(link.readers.get() + 1);
        Self { real, link }
    }

    /// Whether the value is newer than the one seen before.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        self.real.has_changed()
    }
}

impl<T> Deref for Ref<'_, T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.real
    }
}

impl<T> Drop for Ref<'_, T> {
    fn drop(&mut self) {
        self.link.readers.set(self.link.readers.get() - 1);
    }
}

impl<T> Sender<T> {
    /// A sender without a receiver yet.
    #[track_caller]
    #[must_use]
    pub fn new(init: T) -> Self {
        Self {
            real: real::Sender::new(init),
            link: Link::new(),
        }
    }

    /// Writes the value.
    ///
    /// # Errors
    /// The value, when there is no receiver.
    #[track_caller]
    pub fn send(&self, value: T) -> Result<(), SendError<T>> {
        self.link.write(runtime::here(), || self.real.send(value))
    }

    /// Changes the value in place.
    #[track_caller]
    pub fn send_modify<F>(&self, modify: F)
    where
        F: FnOnce(&mut T),
    {
        self.link
            .write(runtime::here(), || self.real.send_modify(modify));
    }

    /// Changes the value in place; receivers are woken if `modify` says so.
    #[track_caller]
    pub fn send_if_modified<F>(&self, modify: F) -> bool
    where
        F: FnOnce(&mut T) -> bool,
    {
        self.link
            .write(runtime::here(), || self.real.send_if_modified(modify))
    }

    /// Writes the value, whether or not there is a receiver, and gives the old one back.
    #[track_caller]
    pub fn send_replace(&self, value: T) -> T {
        self.link
            .write(runtime::here(), || self.real.send_replace(value))
    }

    /// Borrows the value.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        self.link.reach(runtime::here(), "looks at {object}");
        Ref::new(self.real.borrow(), &self.link)
    }

    /// Another receiver, which has seen the present value.
    #[track_caller]
    #[must_use]
    pub fn subscribe(&self) -> Receiver<T> {
        self.link.reach(runtime::here(), "subscribes to {object}");
        Receiver {
            real: self.real.subscribe(),
            link: Arc::clone(&self.link),
        }
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

    /// Whether all receivers are gone.
    #[track_caller]
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.link
            .reach(runtime::here(), "looks whether {object} has a receiver");
        self.real.is_closed()
    }

    /// The number of receivers.
    #[track_caller]
    #[must_use]
    pub fn receiver_count(&self) -> usize {
        self.link
            .reach(runtime::here(), "counts the receivers of {object}");
        self.real.receiver_count()
    }

    /// The number of senders.
    #[must_use]
    pub fn sender_count(&self) -> usize {
        self.real.sender_count()
    }

    /// Whether both send to the same channel.
    #[must_use]
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        Self {
            real: self.real.clone(),
            link: Arc::clone(&self.link),
        }
    }
}

impl<T: Default> Default for Sender<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        if self.real.sender_count() == 1 {
            self.link.drops("drops the last sender of {object}");
        }
    }
}

impl<T> Receiver<T> {
    /// Borrows the newest value, without marking it as seen.
    #[track_caller]
    pub fn borrow(&self) -> Ref<'_, T> {
        let place = runtime::here();
        let id = self.link.reach(place, "looks at {object}");
        runtime::event(place, id, Fact::Plain, || "looks at {object}".to_owned());
        Ref::new(self.real.borrow(), &self.link)
    }

    /// Borrows the newest value and marks it as seen.
    #[track_caller]
    pub fn borrow_and_update(&mut self) -> Ref<'_, T> {
        let place = runtime::here();
        let id = self.link.reach(place, "looks at {object}");
        runtime::event(place, id, Fact::Plain, || {
            "looks at {object} and marks it as seen".to_owned()
        });
        Ref::new(self.real.borrow_and_update(), &self.link)
    }

    /// Whether there is a value that was not seen.
    ///
    /// # Errors
    /// When all senders are gone.
    #[track_caller]
    pub fn has_changed(&self) -> Result<bool, RecvError> {
        self.link
            .reach(runtime::here(), "looks whether {object} has changed");
        self.real.has_changed()
    }

    /// Marks the present value as not seen.
    pub fn mark_changed(&mut self) {
        self.real.mark_changed();
    }

    /// Marks the present value as seen.
    #[track_caller]
    pub fn mark_unchanged(&mut self) {
        self.link.reach(runtime::here(), "marks {object} as seen");
        self.real.mark_unchanged();
    }

    /// Waits for a value that was not seen, and marks it as seen.
    ///
    /// # Errors
    /// When all senders are gone.
    #[track_caller]
    pub fn changed(&mut self) -> impl Future<Output = Result<(), RecvError>> {
        let place = runtime::here();
        async move {
            let id = self.link.id(place);
            let result = watch(
                id,
                place,
                "waits until {object} changes",
                self.real.changed(),
            )
            .await;
            runtime::event(place, id, Fact::Plain, || {
                if result.is_ok() {
                    "sees that {object} has changed"
                } else {
                    "waits until {object} changes: all senders are gone"
                }
                .to_owned()
            });
            result
        }
    }

    /// Waits for a value of which `condition` is true.
    ///
    /// # Errors
    /// When all senders are gone.
    #[track_caller]
    pub fn wait_for(
        &mut self,
        mut condition: impl FnMut(&T) -> bool,
    ) -> impl Future<Output = Result<Ref<'_, T>, RecvError>> {
        let place = runtime::here();
        async move {
            let id = self.link.id(place);
            let link: &Link = &self.link;
            let real = &mut self.real;
            let waits = async move {
                let mut waits = pin!(real.wait_for(&mut condition));
                poll_fn(|context| {
                    link.wait_for_writer(id, place);
                    waits.as_mut().poll(context)
                })
                .await
            };
            let value = watch(id, place, "waits for a value of {object}", waits).await?;
            runtime::event(place, id, Fact::Plain, || {
                "sees the value of {object} that it waits for".to_owned()
            });
            Ok(Ref::new(value, link))
        }
    }

    /// Whether both see the same channel.
    #[must_use]
    pub fn same_channel(&self, other: &Self) -> bool {
        self.real.same_channel(&other.real)
    }
}

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        Self {
            real: self.real.clone(),
            link: Arc::clone(&self.link),
        }
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

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receiver").finish_non_exhaustive()
    }
}
