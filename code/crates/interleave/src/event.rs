//! What happened, step by step, as the trace tells it.

use crate::object::{ObjectId, Place};
use crate::task::TaskId;

/// The meaning of an event, for explanations that go beyond one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Nothing that later lines refer to.
    Plain,
    /// Takes a lock for itself.
    Acquires,
    /// Takes a lock together with others.
    AcquiresShared,
    /// Gives up a lock.
    Releases,
    /// Goes to sleep on a condition variable, a barrier, a channel.
    Sleeps,
    /// Was woken.
    Wakes,
    /// Woke this many sleepers.
    Notifies(usize),
    /// Read a value; `stale` when the newest one was another.
    Reads {
        /// The value.
        value: String,
        /// Whether a newer value existed.
        stale: bool,
    },
    /// Overwrote a value.
    Writes {
        /// The newest value before.
        old: String,
        /// The value after.
        new: String,
    },
    /// Changed a value in one atomic step.
    Updates {
        /// The value before.
        old: String,
        /// The value after.
        new: String,
    },
    /// Panicked.
    Panics,
    /// Printed.
    Prints,
    /// Started another thread.
    Spawns(TaskId),
    /// Saw the end of another thread.
    Joins(TaskId),
    /// Ended.
    Ends,
    /// Waits for virtual time to pass.
    SleepsUntil(u64),
    /// Cannot go on for now.
    Blocks,
}

impl Fact {
    /// One word for the kind of event, the `kind` of a step.
    pub(crate) fn word(&self) -> &'static str {
        match self {
            Self::Plain => "other",
            Self::Acquires => "acquires",
            Self::AcquiresShared => "acquires-shared",
            Self::Releases => "releases",
            Self::Sleeps => "sleeps",
            Self::Wakes => "wakes",
            Self::Notifies(_) => "notifies",
            Self::Reads { stale: true, .. } => "reads-stale",
            Self::Reads { .. } => "reads",
            Self::Writes { .. } => "writes",
            Self::Updates { .. } => "updates",
            Self::Panics => "panics",
            Self::Prints => "prints",
            Self::Spawns(_) => "starts",
            Self::Joins(_) => "joins",
            Self::Ends => "ends",
            Self::SleepsUntil(_) => "sleeps-until",
            Self::Blocks => "waits",
        }
    }
}

/// One line of a trace.
#[derive(Clone, Debug)]
pub(crate) struct Event {
    pub(crate) task: TaskId,
    pub(crate) clock: u64,
    pub(crate) place: Option<Place>,
    pub(crate) object: ObjectId,
    pub(crate) fact: Fact,
    /// Words, with `{object}` where the object's name goes and `{task:N}` where a thread's goes.
    pub(crate) text: String,
}
