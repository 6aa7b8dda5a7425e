//! Threads with names: a verdict speaks of `producer-1`, not of `T3`.

use std::thread::{Builder, JoinHandle, Scope, ScopedJoinHandle};

/// Starts a thread called `name`.
#[track_caller]
pub fn spawn<T: Send + 'static>(
    name: &str,
    body: impl FnOnce() -> T + Send + 'static,
) -> JoinHandle<T> {
    Builder::new()
        .name(name.to_owned())
        .spawn(body)
        .expect("the system has room for a thread")
}

/// Starts a thread called `name` in `scope`.
#[track_caller]
pub fn scoped<'scope, 'environment, T: Send + 'scope>(
    scope: &'scope Scope<'scope, 'environment>,
    name: &str,
    body: impl FnOnce() -> T + Send + 'scope,
) -> ScopedJoinHandle<'scope, T> {
    Builder::new()
        .name(name.to_owned())
        .spawn_scoped(scope, body)
        .expect("the system has room for a thread")
}
