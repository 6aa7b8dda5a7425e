//! Reserved room.

use std::fmt;

use interleave::{Fact, Place, runtime};
use tokio::sync::mpsc as real;

use super::error::TrySendError;
use super::{Link, Sender};
use crate::shared::failed;

/// Room for one message.
#[must_use]
pub struct Permit<'a, T> {
    real: real::Permit<'a, T>,
    link: &'a Link,
}

impl<'a, T> Permit<'a, T> {
    pub(super) const fn new(real: real::Permit<'a, T>, link: &'a Link) -> Self {
        Self { real, link }
    }

    /// Sends; never waits.
    #[track_caller]
    pub fn send(self, message: T) {
        self.send_at(message, runtime::here());
    }

    pub(super) fn send_at(self, message: T, place: Place) {
        let id = self.link.publish(place, "sends to {object}");
        runtime::event(place, id, Fact::Plain, || {
            "sends to {object}, where it had room".to_owned()
        });
        self.real.send(message);
    }
}

/// Room for several messages.
#[must_use]
pub struct PermitIterator<'a, T> {
    real: real::PermitIterator<'a, T>,
    link: &'a Link,
}

impl<'a, T> PermitIterator<'a, T> {
    pub(super) const fn new(real: real::PermitIterator<'a, T>, link: &'a Link) -> Self {
        Self { real, link }
    }
}

impl<'a, T> Iterator for PermitIterator<'a, T> {
    type Item = Permit<'a, T>;

    fn next(&mut self) -> Option<Permit<'a, T>> {
        Some(Permit::new(self.real.next()?, self.link))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.real.size_hint()
    }
}

impl<T> ExactSizeIterator for PermitIterator<'_, T> {}

/// Room for one message, with the sender inside.
#[must_use]
pub struct OwnedPermit<T> {
    real: real::OwnedPermit<T>,
    link: Link,
}

impl<T> OwnedPermit<T> {
    pub(super) const fn new(real: real::OwnedPermit<T>, link: Link) -> Self {
        Self { real, link }
    }

    /// Sends; never waits. Gives the sender back.
    #[track_caller]
    pub fn send(self, message: T) -> Sender<T> {
        let place = runtime::here();
        let id = self.link.publish(place, "sends to {object}");
        runtime::event(place, id, Fact::Plain, || {
            "sends to {object}, where it had room".to_owned()
        });
        Sender {
            real: self.real.send(message),
            link: self.link,
        }
    }

    /// Gives the room up and the sender back.
    #[track_caller]
    pub fn release(self) -> Sender<T> {
        self.link
            .publish(runtime::here(), "gives up its room in {object}");
        Sender {
            real: self.real.release(),
            link: self.link,
        }
    }
}

impl<T> Sender<T> {
    /// Keeps room if there is some.
    ///
    /// # Errors
    /// When there is none or the receiver is gone.
    #[track_caller]
    pub fn try_reserve(&self) -> Result<Permit<'_, T>, TrySendError<()>> {
        let permit = self.tries(|real| real.try_reserve(), runtime::here())?;
        Ok(Permit::new(permit, &self.link))
    }

    /// Keeps room for several messages if there is so much.
    ///
    /// # Errors
    /// When there is less or the receiver is gone.
    #[track_caller]
    pub fn try_reserve_many(
        &self,
        count: usize,
    ) -> Result<PermitIterator<'_, T>, TrySendError<()>> {
        let permits = self.tries(|real| real.try_reserve_many(count), runtime::here())?;
        Ok(PermitIterator::new(permits, &self.link))
    }

    /// As [`Sender::try_reserve`], with a permit that contains the sender.
    ///
    /// # Errors
    /// The sender, when there is no room or the receiver is gone.
    #[track_caller]
    pub fn try_reserve_owned(self) -> Result<OwnedPermit<T>, TrySendError<Self>> {
        let place = runtime::here();
        match self.tries(|real| real.clone().try_reserve_owned(), place) {
            Ok(permit) => Ok(OwnedPermit::new(permit, self.link.clone())),
            Err(TrySendError::Full(_)) => Err(TrySendError::Full(self)),
            Err(TrySendError::Closed(_)) => Err(TrySendError::Closed(self)),
        }
    }

    fn tries<'a, P, E>(
        &'a self,
        reserve: impl FnOnce(&'a real::Sender<T>) -> Result<P, E>,
        place: Place,
    ) -> Result<P, E> {
        let id = self.link.reach(place, "tries to reserve room in {object}");
        let reserved = reserve(&self.real);
        if reserved.is_ok() {
            runtime::event(place, id, Fact::Plain, || {
                "reserves room in {object}".to_owned()
            });
        } else {
            failed(
                id,
                place,
                "tries to reserve room in {object}: there is none",
            );
        }
        reserved
    }
}

macro_rules! debug {
    ($($name:ty),*) => {$(
        impl<T> fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(stringify!($name))
            }
        }
    )*};
}

debug!(Permit<'_, T>, PermitIterator<'_, T>, OwnedPermit<T>);
