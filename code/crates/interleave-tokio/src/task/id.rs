//! Identifiers of tasks.

use std::fmt;

use interleave::TaskId;

use crate::context;

/// Identifies a task among those that run.
#[derive(Clone, Copy, Debug, Hash, PartialEq, Eq, PartialOrd, Ord)]
pub struct Id(u64);

impl Id {
    pub(crate) fn of(task: TaskId) -> Self {
        Self(task.index() as u64)
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The running task.
///
/// # Panics
/// Outside a task.
#[track_caller]
#[must_use]
pub fn id() -> Id {
    try_id().expect("Can't get a task id when not inside a task")
}

/// The running task or blocking call, if there is one.
#[must_use]
pub fn try_id() -> Option<Id> {
    context::get().task
}
