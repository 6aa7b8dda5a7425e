//! The state of a program between two steps, for merging equal states.

use std::hash::{DefaultHasher, Hash, Hasher};

use crate::execution::Execution;

/// A hash of all that determines what can happen next.
pub(crate) fn state_of(execution: &Execution) -> u64 {
    let mut hasher = DefaultHasher::new();
    for task in &execution.tasks {
        (task.history, task.finished, task.steps).hash(&mut hasher);
    }
    hasher.finish()
}
