//! `spawn_blocking` and `block_in_place`.
//!
//! # Why each schedule is a real one
//!
//! [`spawn_blocking`](https://docs.rs/tokio/latest/tokio/task/fn.spawn_blocking.html) runs on a thread of its own, as many at a time as the runtime allows; one that has started cannot be aborted.
//! [`block_in_place`](https://docs.rs/tokio/latest/tokio/task/fn.block_in_place.html) gives the worker away and panics on a `current_thread` runtime.

use std::rc::Rc;

use interleave::{Operation, Place, runtime};

use super::spawned::{Header, State};
use super::{Id, JoinError, JoinHandle};
use crate::context::{self, Context};
use crate::runtime::{Handle, RuntimeFlavor};

/// Starts a thread for a function that blocks.
///
/// # Panics
/// Outside a runtime.
#[track_caller]
pub fn spawn_blocking<F, R>(function: F) -> JoinHandle<R>
where
    F: FnOnce() -> R + Send + 'static,
    R: Send + 'static,
{
    let place = runtime::here();
    Handle::current().spawn_blocking_at(function, place)
}

pub(crate) fn spawn<F: FnOnce() -> R + 'static, R: 'static>(
    handle: &Handle,
    function: F,
    place: Place,
) -> JoinHandle<R> {
    let header = Header::new(place);
    let state = State::new(&header);
    let join_handle = JoinHandle::new(Rc::clone(&state));
    let scheduler = Rc::clone(handle.scheduler());
    if scheduler.is_stopped() {
        state.complete(Err(JoinError::cancelled(header.id())));
        return join_handle;
    }
    scheduler.call_waits();
    let handle = handle.clone();
    let body = move || {
        let header = Rc::clone(&state.header);
        runtime::wait(
            Operation::global(place, "waits for a thread for blocking calls"),
            &|| scheduler.has_free_thread(),
        );
        scheduler.call_starts();
        if header.flag.cancelled.get() || scheduler.is_stopped() {
            drop(function);
            state.complete(Err(JoinError::cancelled(header.id())));
        } else {
            header.can_abort.set(false);
            context::replace(Context {
                handle: Some(handle),
                root: None,
                task: Some(Id::of(runtime::current())),
                local: None,
            });
            let result = runtime::catch_thread(function);
            state.complete(result.map_err(|payload| JoinError::panicked(header.id(), payload)));
        }
        drop(state);
        scheduler.call_ends();
    };
    context::acts();
    let task = runtime::spawn(
        runtime::Spawn {
            name: None,
            label: "blocking ",
            place,
            stack_bytes: 0,
        },
        Box::new(body),
    );
    header.started(task);
    join_handle
}

/// Runs a function that blocks, while another thread serves as the worker.
///
/// # Panics
/// On a `current_thread` runtime or in a `LocalSet`.
#[track_caller]
pub fn block_in_place<F, R>(function: F) -> R
where
    F: FnOnce() -> R,
{
    let before = context::get();
    let Some(root) = before.root.clone() else {
        return function();
    };
    let single = before
        .handle
        .as_ref()
        .is_some_and(|handle| handle.runtime_flavor() == RuntimeFlavor::CurrentThread);
    assert!(
        !single && before.local.is_none(),
        "can call blocking only when running on the multi-threaded runtime"
    );
    root.stand_up();
    let restore = context::enter(Context {
        root: None,
        ..before
    });
    let result = function();
    drop(restore);
    // What remains of this poll runs on the same thread, although that is no worker any longer.
    root.resume();
    result
}
