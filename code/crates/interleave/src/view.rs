//! What a thread knows of the others: vector clocks, and the oldest store it may still read at each location.
//!
//! A view is joined whenever the program synchronizes: unlock to lock, send to receive, end to join, release store to acquire load.

/// Knowledge that travels along synchronization.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// For each thread, the last of its steps that happened before.
    clock: Vec<u32>,
    /// For each atomic location, the number of the oldest store that may still be read.
    seen: Vec<u32>,
}

impl View {
    /// Adds all that `other` knows.
    pub fn join(&mut self, other: &Self) {
        join(&mut self.clock, &other.clock);
        join(&mut self.seen, &other.seen);
    }

    /// Whether the given step of the given thread happened before.
    pub(crate) fn includes(&self, thread: usize, step: u32) -> bool {
        self.clock.get(thread).copied().unwrap_or(0) >= step
    }

    pub(crate) fn advance(&mut self, thread: usize, step: u32) {
        raise(&mut self.clock, thread, step);
    }

    pub(crate) fn seen(&self, location: usize) -> u32 {
        self.seen.get(location).copied().unwrap_or(0)
    }

    pub(crate) fn see(&mut self, location: usize, store: u32) {
        raise(&mut self.seen, location, store);
    }
}

fn raise(values: &mut Vec<u32>, index: usize, value: u32) {
    if values.len() <= index {
        values.resize(index + 1, 0);
    }
    values[index] = values[index].max(value);
}

fn join(into: &mut Vec<u32>, from: &[u32]) {
    if into.len() < from.len() {
        into.resize(from.len(), 0);
    }
    for (mine, theirs) in into.iter_mut().zip(from) {
        *mine = (*mine).max(*theirs);
    }
}
