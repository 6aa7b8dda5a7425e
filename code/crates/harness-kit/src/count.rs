//! Values that know how many of them there are.

// Not `std::sync::atomic`: under the facades that would be the engine's own, and counting would change the schedules.
use core::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::fmt;
use std::sync::Arc;

/// A number that any thread may change, unseen by the engine.
///
/// For what a check counts, never for what an answer could use to synchronize.
#[derive(Clone, Default)]
pub struct Tally(Arc<AtomicUsize>);

impl Tally {
    /// Zero.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds one and returns the new number.
    pub fn add(&self) -> usize {
        self.0.fetch_add(1, SeqCst) + 1
    }

    /// Takes one away and returns the new number.
    pub fn subtract(&self) -> usize {
        self.0.fetch_sub(1, SeqCst) - 1
    }

    /// Raises the number to `at_least`.
    pub fn raise(&self, at_least: usize) {
        self.0.fetch_max(at_least, SeqCst);
    }

    /// The number now.
    pub fn get(&self) -> usize {
        self.0.load(SeqCst)
    }
}

impl fmt::Debug for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(formatter)
    }
}

/// Counts the [`Counted`] values that it makes.
#[derive(Clone, Debug, Default)]
pub struct Live {
    made: Tally,
    alive: Tally,
    peak: Tally,
}

impl Live {
    /// Has made none yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// A value that is counted from now until it is dropped.
    pub fn item<V>(&self, value: V) -> Counted<V> {
        self.made.add();
        self.peak.raise(self.alive.add());
        Counted {
            value,
            live: self.clone(),
        }
    }

    /// How many were made, clones included.
    pub fn made(&self) -> usize {
        self.made.get()
    }

    /// How many were made and not dropped yet.
    pub fn alive(&self) -> usize {
        self.alive.get()
    }

    /// How many were dropped.
    pub fn dropped(&self) -> usize {
        self.made() - self.alive()
    }

    /// The most that were alive at once.
    pub fn peak(&self) -> usize {
        self.peak.get()
    }
}

/// A value whose life [`Live`] follows; cloning makes another one.
pub struct Counted<V> {
    /// The value itself.
    pub value: V,
    live: Live,
}

impl<V: Clone> Clone for Counted<V> {
    fn clone(&self) -> Self {
        self.live.item(self.value.clone())
    }
}

impl<V> Drop for Counted<V> {
    fn drop(&mut self) {
        self.live.alive.subtract();
    }
}

impl<V: PartialEq> PartialEq for Counted<V> {
    fn eq(&self, other: &Self) -> bool {
        self.value == other.value
    }
}

impl<V: fmt::Debug> fmt::Debug for Counted<V> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(formatter)
    }
}
