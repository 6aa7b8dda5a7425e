//! Iterators over the messages of a channel.

use std::fmt;

use interleave::{Place, runtime};

use super::Receiver;

/// Messages until all senders are gone.
pub struct Iter<'a, T>(&'a Receiver<T>, Place);

/// Messages that are there.
pub struct TryIter<'a, T>(&'a Receiver<T>, Place);

/// Messages until all senders are gone, with the receiver inside.
pub struct IntoIter<T>(Receiver<T>, Place);

impl<'a, T> Iter<'a, T> {
    pub(super) const fn new(receiver: &'a Receiver<T>, begun: Place) -> Self {
        Self(receiver, begun)
    }
}

impl<'a, T> TryIter<'a, T> {
    pub(super) const fn new(receiver: &'a Receiver<T>, begun: Place) -> Self {
        Self(receiver, begun)
    }
}

impl<T> IntoIter<T> {
    pub(super) const fn new(receiver: Receiver<T>, begun: Place) -> Self {
        Self(receiver, begun)
    }
}

impl<T> Iterator for Iter<'_, T> {
    type Item = T;
    #[track_caller]
    fn next(&mut self) -> Option<T> {
        self.0.recv_at(runtime::here_or(self.1)).ok()
    }
}

impl<T> Iterator for TryIter<'_, T> {
    type Item = T;
    #[track_caller]
    fn next(&mut self) -> Option<T> {
        self.0.try_recv_at(runtime::here_or(self.1)).ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    #[track_caller]
    fn next(&mut self) -> Option<T> {
        self.0.recv_at(runtime::here_or(self.1)).ok()
    }
}

impl<T> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Iter { .. }")
    }
}

impl<T> fmt::Debug for TryIter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("TryIter { .. }")
    }
}

impl<T> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("IntoIter { .. }")
    }
}
