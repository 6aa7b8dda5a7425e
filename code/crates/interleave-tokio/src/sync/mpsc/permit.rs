//! Reserved room.

use std::fmt;

use interleave::{Fact, Place, runtime};
use tokio::sync::mpsc as real;

use super::{Link, Sender};

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
