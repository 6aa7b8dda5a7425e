//! Named threads in one scope: first all of them are started, then all of them are joined.
//!
//! The scope is what lets a job borrow from the caller. The handles are collected into a vector between the two steps:
//! an iterator that starts and joins would be lazy and run the jobs one after the other.

use std::any::Any;
use std::thread::{self, Builder};

/// Runs every job on a thread of its own with the name given to it, all at the same time.
///
/// Returns when the last job has ended, with the results in the order of `jobs`.
///
/// # Errors
/// Each job has a `Result` of its own: `Err` with the message when it panicked (`"panicked without a message"` when the
/// payload is neither a `&str` nor a `String`), and when its thread could not be started, because its name contains a NUL
/// byte or because the system has no room for a further thread. What happens to one job changes nothing for the others.
pub fn run_named<'a, T: Send + 'a>(
    jobs: Vec<(String, Box<dyn FnOnce() -> T + Send + 'a>)>,
) -> Vec<Result<T, String>> {
    thread::scope(|scope| {
        let started: Vec<_> = jobs
            .into_iter()
            .map(|(name, job)| {
                // `Builder` panics on such a name instead of returning an error.
                if name.contains('\0') {
                    return Err(format!("the name {name:?} contains a NUL byte"));
                }
                Builder::new()
                    .name(name)
                    .spawn_scoped(scope, job)
                    .map_err(|error| format!("the thread was not started: {error}"))
            })
            .collect();
        started
            .into_iter()
            .map(|thread| thread?.join().map_err(message))
            .collect()
    })
}

/// What a panic says. Takes the box itself: a reference to it would be a `dyn Any` too, with a box inside.
fn message(payload: Box<dyn Any + Send>) -> String {
    match payload.downcast::<String>() {
        Ok(text) => *text,
        Err(payload) => payload
            .downcast_ref::<&str>()
            .copied()
            .unwrap_or("panicked without a message")
            .to_owned(),
    }
}
