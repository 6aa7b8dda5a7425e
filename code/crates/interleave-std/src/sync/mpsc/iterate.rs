//! Iterators over the messages of a channel.

use std::fmt;

use interleave::{Place, runtime};

use super::Receiver;

/// Messages until all senders are gone.
pub struct Iter<'a, T: 'a>(&'a Receiver<T>, Place);

/// Messages that are there.
pub struct TryIter<'a, T: 'a>(&'a Receiver<T>);

/// Messages until all senders are gone, with the receiver inside.
pub struct IntoIter<T>(Receiver<T>, Place);

impl<'a, T> Iter<'a, T> {
    pub(super) const fn new(receiver: &'a Receiver<T>, begun: Place) -> Self {
        Self(receiver, begun)
    }
}

impl<'a, T> TryIter<'a, T> {
    pub(super) const fn new(receiver: &'a Receiver<T>) -> Self {
        Self(receiver)
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
        self.0.try_recv().ok()
    }
}

impl<T> Iterator for IntoIter<T> {
    type Item = T;
    #[track_caller]
    fn next(&mut self) -> Option<T> {
        self.0.recv_at(runtime::here_or(self.1)).ok()
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
        IntoIter(self, runtime::here())
    }
}

impl<T> fmt::Debug for Iter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Iter").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for TryIter<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TryIter").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for IntoIter<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntoIter").finish_non_exhaustive()
    }
}
