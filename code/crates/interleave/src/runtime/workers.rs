//! For facades that run many tasks on a few workers: what a worker owns, and what a task that waits is told to wait for.

use std::time::Duration;

use super::{LocalSlot, Operation};
use crate::execution::{Recording, try_with};
use crate::object::{ObjectId, Place};
use crate::task::TaskId;

/// Thread-local values of a worker, kept aside while it runs nothing.
pub type Locals = Vec<(usize, LocalSlot)>;

/// Exchanges the current task's thread-local values for those in `locals`, all but the one under the key `kept`.
///
/// A task that moves from worker to worker finds on each what other tasks left there, as on real threads.
pub fn exchange_locals(locals: &mut Locals, kept: usize) {
    try_with(|execution| {
        let own = &mut execution.current_task().locals;
        std::mem::swap(own, locals);
        if let Some(at) = locals.iter().position(|(key, _)| *key == kept) {
            own.push(locals.remove(at));
        }
    });
}

/// The virtual time, as [`super::now`] tells it, without the effects of a program's own look at the clock.
#[must_use]
pub fn clock() -> Duration {
    try_with(|execution| Duration::from_nanos(execution.clock)).unwrap_or_default()
}

/// The current task gives way at its next scheduling point: by default another one that can run goes first, but that it goes on itself is
/// a choice, and time need not pass.
pub fn give_way() {
    try_with(|execution| {
        let task = execution.current_task();
        task.yielded = true;
        task.hopeful = true;
    });
}

/// As [`give_way`], for a task that does it again and again, as in [`super::yield_now`]: another one goes first, and time may pass.
pub fn give_way_again() {
    give_way();
    try_with(|execution| {
        execution.unfair = true;
        execution.current_task().hopeful = false;
        execution.step_was_idle = true;
    });
}

/// Whether a trace is being made.
#[must_use]
pub fn is_recording() -> bool {
    try_with(|execution| execution.recording == Recording::On).unwrap_or(false)
}

/// Changes what a task that waits says it waits for; its condition stays. Does nothing to the running task.
pub fn revise(task: TaskId, operation: Operation) {
    try_with(|execution| {
        if execution.current != task {
            execution.task(task).pending = operation;
        }
    });
}

/// What a task is about to do, or waits for.
#[must_use]
pub fn pending(task: TaskId) -> Option<(&'static str, Place)> {
    try_with(|execution| {
        let task = execution.task(task);
        (!task.finished).then_some((task.pending.waiting, task.pending.place))
    })
    .flatten()
}

/// What stands for an object's name in the words of an event or of an operation that is about another object.
#[must_use]
pub fn placeholder(object: ObjectId) -> String {
    format!("{{object:{}}}", object.0)
}

/// How many objects the running step has touched so far. Unchanged, together with [`super::steps`], while a task only computes.
#[must_use]
pub fn touches() -> usize {
    try_with(|execution| execution.footprint.touched.len()).unwrap_or_default()
}

/// From now on virtual time only passes when nobody can run: for clocks that the program has stopped.
pub fn hold_time() {
    try_with(|execution| execution.time_is_held = true);
}

/// Undoes [`hold_time`].
pub fn release_time() {
    try_with(|execution| execution.time_is_held = false);
}

/// Virtual time jumps ahead; whoever waits for a point that it passes can run.
pub fn jump(duration: Duration) {
    try_with(|execution| {
        let nanoseconds = u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX);
        execution.clock = execution.clock.saturating_add(nanoseconds);
        execution.unfair = true;
        execution.footprint.global = true;
    });
}
