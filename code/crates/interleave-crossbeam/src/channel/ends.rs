//! `Sender` and `Receiver`.

use std::fmt;
use std::panic::Location;
use std::rc::Rc;
use std::time::Duration;

use interleave::{Access, Fact, ObjectId, Operation, Place, runtime};
use interleave_std::time::Instant;

use super::core::Side;
use super::operate::{
    Handle, NeverSide, Order, Patience, Ready, ReceiveSide, SendSide, TimerSide, operate,
};
use super::{
    IntoIter, Iter, RecvError, RecvTimeoutError, SendError, SendTimeoutError, TryIter,
    TryRecvError, TrySendError,
};

/// The sending end of a channel.
pub struct Sender<T> {
    pub(super) side: SendSide<T>,
}

/// The receiving end of a channel.
pub struct Receiver<T> {
    pub(super) flavor: Flavor<T>,
}

pub(super) enum Flavor<T> {
    Channel(ReceiveSide<T>),
    Timer(TimerSide<T>),
    Never(NeverSide),
}

// SAFETY: all explored threads share one OS thread.
unsafe impl<T: Send> Send for Sender<T> {}
// SAFETY: see above.
unsafe impl<T: Send> Sync for Sender<T> {}
// SAFETY: see above.
unsafe impl<T: Send> Send for Receiver<T> {}
// SAFETY: see above.
unsafe impl<T: Send> Sync for Receiver<T> {}

impl<T> std::panic::UnwindSafe for Sender<T> {}
impl<T> std::panic::RefUnwindSafe for Sender<T> {}
impl<T> std::panic::UnwindSafe for Receiver<T> {}
impl<T> std::panic::RefUnwindSafe for Receiver<T> {}

fn deadline_after(limit: Duration) -> Patience {
    Patience::Until(runtime::clock().saturating_add(limit))
}

impl<T> Handle for Sender<T> {
    fn operation(&self) -> &dyn Ready {
        &self.side
    }
}

impl<T> Handle for Receiver<T> {
    fn operation(&self) -> &dyn Ready {
        match &self.flavor {
            Flavor::Channel(side) => side,
            Flavor::Timer(side) => side,
            Flavor::Never(side) => side,
        }
    }
}

/// A scheduling point before a look at a channel.
fn look(handle: &dyn Handle, what: &'static str, place: Place) -> ObjectId {
    let id = handle.operation().id(place);
    runtime::step(Operation::on(id, Access::Read, place, what));
    runtime::acquire(id);
    id
}

impl<T> Sender<T> {
    /// Sends, waiting for room.
    ///
    /// # Errors
    /// The message, when all receivers are gone.
    #[track_caller]
    pub fn send(&self, message: T) -> Result<(), SendError<T>> {
        let place = runtime::here();
        let what = if self.side.0.is_rendezvous() {
            "waits for a receiver at {object}"
        } else {
            "waits for room in {object}"
        };
        let (_, ticket) = operate(&[self], Patience::Forever, Order::First, what, place)
            .expect("patience does not run out");
        self.complete(ticket, message, place)
    }

    /// Sends, waiting for room at most for the given time.
    ///
    /// # Errors
    /// The message, when there was no room or all receivers are gone.
    #[track_caller]
    pub fn send_timeout(&self, message: T, limit: Duration) -> Result<(), SendTimeoutError<T>> {
        self.send_patiently(message, deadline_after(limit), runtime::here())
    }

    /// Sends, waiting for room until a point of time.
    ///
    /// # Errors
    /// The message, when there was no room or all receivers are gone.
    #[track_caller]
    pub fn send_deadline(&self, message: T, deadline: Instant) -> Result<(), SendTimeoutError<T>> {
        self.send_patiently(
            message,
            Patience::Until(deadline.__since_start()),
            runtime::here(),
        )
    }

    fn send_patiently(
        &self,
        message: T,
        patience: Patience,
        place: Place,
    ) -> Result<(), SendTimeoutError<T>> {
        let Some((_, ticket)) = operate(
            &[self],
            patience,
            Order::First,
            "waits for room in {object}",
            place,
        ) else {
            runtime::event(place, self.id(place), Fact::Plain, || {
                "gives up sending to {object}: its time is up".to_owned()
            });
            return Err(SendTimeoutError::Timeout(message));
        };
        self.complete(ticket, message, place)
            .map_err(|error| SendTimeoutError::Disconnected(error.0))
    }

    /// Sends if there is room right now.
    ///
    /// # Errors
    /// The message, when there is none or all receivers are gone.
    #[track_caller]
    pub fn try_send(&self, message: T) -> Result<(), TrySendError<T>> {
        let place = runtime::here();
        let Some((_, ticket)) = operate(
            &[self],
            Patience::Never,
            Order::First,
            "tries to send to {object}",
            place,
        ) else {
            runtime::event(place, self.id(place), Fact::Plain, || {
                "tries to send to {object}: it is full".to_owned()
            });
            runtime::idle();
            return Err(TrySendError::Full(message));
        };
        self.complete(ticket, message, place)
            .map_err(|error| TrySendError::Disconnected(error.0))
    }

    pub(super) fn complete(
        &self,
        ticket: u64,
        message: T,
        place: Place,
    ) -> Result<(), SendError<T>> {
        self.side
            .0
            .complete_send(ticket, message, place)
            .map_err(SendError)
    }

    fn id(&self, place: Place) -> ObjectId {
        self.side.0.id(place)
    }

    /// Whether there is no message.
    #[track_caller]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is no room.
    #[track_caller]
    #[must_use]
    pub fn is_full(&self) -> bool {
        look(self, "looks whether {object} is full", runtime::here());
        self.side.0.is_full()
    }

    /// The number of messages.
    #[track_caller]
    #[must_use]
    pub fn len(&self) -> usize {
        look(self, "counts the messages in {object}", runtime::here());
        self.side.0.len()
    }

    /// The bound.
    #[must_use]
    pub fn capacity(&self) -> Option<usize> {
        self.side.0.capacity
    }

    /// Whether both send to the same channel.
    #[must_use]
    pub fn same_channel(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.side.0, &other.side.0)
    }
}

impl<T> Clone for Sender<T> {
    fn clone(&self) -> Self {
        self.side.0.add(Side::Send);
        Self {
            side: SendSide(Rc::clone(&self.side.0)),
        }
    }
}

impl<T> Drop for Sender<T> {
    fn drop(&mut self) {
        self.side.0.remove(Side::Send);
    }
}

impl<T> fmt::Debug for Sender<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Sender { .. }")
    }
}

impl<T> Receiver<T> {
    /// Waits for a message.
    ///
    /// # Errors
    /// When there is none and all senders are gone.
    #[track_caller]
    pub fn recv(&self) -> Result<T, RecvError> {
        self.recv_at(runtime::here())
    }

    pub(super) fn recv_at(&self, place: Place) -> Result<T, RecvError> {
        let (_, ticket) = operate(&[self], Patience::Forever, Order::First, RECEIVES, place)
            .expect("patience does not run out");
        self.complete(ticket, place)
    }

    /// Takes a message that is there.
    ///
    /// # Errors
    /// When there is none.
    #[track_caller]
    pub fn try_recv(&self) -> Result<T, TryRecvError> {
        self.try_recv_at(runtime::here())
    }

    pub(super) fn try_recv_at(&self, place: Place) -> Result<T, TryRecvError> {
        let Some((_, ticket)) = operate(
            &[self],
            Patience::Never,
            Order::First,
            "tries to receive from {object}",
            place,
        ) else {
            let id = self.operation().id(place);
            runtime::event(place, id, Fact::Plain, || {
                "tries to receive from {object}: it is empty".to_owned()
            });
            runtime::idle();
            return Err(TryRecvError::Empty);
        };
        self.complete(ticket, place)
            .map_err(|_| TryRecvError::Disconnected)
    }

    /// Waits for a message, at most for the given time.
    ///
    /// # Errors
    /// When there was none.
    #[track_caller]
    pub fn recv_timeout(&self, limit: Duration) -> Result<T, RecvTimeoutError> {
        self.recv_patiently(deadline_after(limit), runtime::here())
    }

    /// Waits for a message until a point of time.
    ///
    /// # Errors
    /// When there was none.
    #[track_caller]
    pub fn recv_deadline(&self, deadline: Instant) -> Result<T, RecvTimeoutError> {
        self.recv_patiently(Patience::Until(deadline.__since_start()), runtime::here())
    }

    fn recv_patiently(&self, patience: Patience, place: Place) -> Result<T, RecvTimeoutError> {
        let Some((_, ticket)) = operate(&[self], patience, Order::First, RECEIVES, place) else {
            let id = self.operation().id(place);
            runtime::event(place, id, Fact::Plain, || {
                "gives up receiving from {object}: its time is up".to_owned()
            });
            return Err(RecvTimeoutError::Timeout);
        };
        self.complete(ticket, place)
            .map_err(|_| RecvTimeoutError::Disconnected)
    }

    pub(super) fn complete(&self, ticket: u64, place: Place) -> Result<T, RecvError> {
        match &self.flavor {
            Flavor::Channel(side) => side.0.complete_receive(ticket, place).ok_or(RecvError),
            Flavor::Timer(side) => {
                let id = side.0.object.id("timer", place, &[]);
                runtime::event(place, id, Fact::Plain, || {
                    "receives from {object}".to_owned()
                });
                Ok(side.0.take())
            }
            Flavor::Never(_) => unreachable!("it is never ready"),
        }
    }

    /// Whether there is no message.
    #[track_caller]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether there is no room.
    #[track_caller]
    #[must_use]
    pub fn is_full(&self) -> bool {
        look(self, "looks whether {object} is full", runtime::here());
        match &self.flavor {
            Flavor::Channel(side) => side.0.is_full(),
            Flavor::Timer(side) => side.0.is_ready(),
            Flavor::Never(_) => true,
        }
    }

    /// The number of messages.
    #[track_caller]
    #[must_use]
    pub fn len(&self) -> usize {
        look(self, "counts the messages in {object}", runtime::here());
        match &self.flavor {
            Flavor::Channel(side) => side.0.len(),
            Flavor::Timer(side) => usize::from(side.0.is_ready()),
            Flavor::Never(_) => 0,
        }
    }

    /// The bound.
    #[must_use]
    pub fn capacity(&self) -> Option<usize> {
        match &self.flavor {
            Flavor::Channel(side) => side.0.capacity,
            Flavor::Timer(_) => Some(1),
            Flavor::Never(_) => Some(0),
        }
    }

    /// Messages until all senders are gone.
    #[track_caller]
    #[must_use]
    pub const fn iter(&self) -> Iter<'_, T> {
        Iter::new(self, Location::caller())
    }

    /// Messages that are there.
    #[track_caller]
    #[must_use]
    pub const fn try_iter(&self) -> TryIter<'_, T> {
        TryIter::new(self, Location::caller())
    }

    /// Whether both receive from the same channel.
    #[must_use]
    pub fn same_channel(&self, other: &Self) -> bool {
        match (&self.flavor, &other.flavor) {
            (Flavor::Channel(one), Flavor::Channel(two)) => Rc::ptr_eq(&one.0, &two.0),
            (Flavor::Timer(one), Flavor::Timer(two)) => Rc::ptr_eq(&one.0, &two.0),
            (Flavor::Never(_), Flavor::Never(_)) => true,
            _ => false,
        }
    }
}

const RECEIVES: &str = "waits to receive from {object}";

impl<T> Clone for Receiver<T> {
    fn clone(&self) -> Self {
        let flavor = match &self.flavor {
            Flavor::Channel(side) => {
                side.0.add(Side::Receive);
                Flavor::Channel(ReceiveSide(Rc::clone(&side.0)))
            }
            Flavor::Timer(side) => Flavor::Timer(TimerSide(Rc::clone(&side.0))),
            Flavor::Never(_) => Flavor::Never(NeverSide),
        };
        Self { flavor }
    }
}

impl<T> Drop for Receiver<T> {
    fn drop(&mut self) {
        if let Flavor::Channel(side) = &self.flavor {
            side.0.remove(Side::Receive);
        }
    }
}

impl<T> fmt::Debug for Receiver<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Receiver { .. }")
    }
}

impl<'a, T> IntoIterator for &'a Receiver<T> {
    type Item = T;
    type IntoIter = Iter<'a, T>;
    #[track_caller]
    fn into_iter(self) -> Iter<'a, T> {
        self.iter()
    }
}

impl<T> IntoIterator for Receiver<T> {
    type Item = T;
    type IntoIter = IntoIter<T>;
    #[track_caller]
    fn into_iter(self) -> IntoIter<T> {
        IntoIter::new(self, Location::caller())
    }
}
