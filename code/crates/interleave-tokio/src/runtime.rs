//! `tokio::runtime`.
//!
//! # Why each schedule is a real one
//!
//! [`Runtime`](https://docs.rs/tokio/latest/tokio/runtime/struct.Runtime.html#shutdown): dropping it lets tasks run "until they yield, and are then dropped", and waits for blocking calls without a limit; work
//! that never yields keeps the drop waiting for ever. A `block_on` of a `Handle` does not drive a `current_thread` runtime.

mod builder;
mod handle;
mod scheduler;

pub use builder::Builder;
pub use handle::{EnterGuard, Handle, RuntimeFlavor, TryCurrentError};
pub(crate) use scheduler::Scheduler;

use std::cell::Cell;
use std::fmt;
use std::future::Future;
use std::io;
use std::pin::pin;
use std::rc::Rc;
use std::time::Duration;

use interleave::{Place, runtime};

use crate::context::{self, Context};
use crate::drive::drive;
use crate::root::{Flag, Root};
use crate::seats::Seats;
use crate::task::JoinHandle;

/// A runtime. Dropping it cancels its tasks and waits for its blocking calls.
pub struct Runtime {
    handle: Handle,
    stopped: Cell<bool>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Runtime {}
// SAFETY: see above.
unsafe impl Sync for Runtime {}

impl std::panic::UnwindSafe for Runtime {}
impl std::panic::RefUnwindSafe for Runtime {}

impl Runtime {
    /// A runtime with two workers and everything enabled.
    ///
    /// # Errors
    /// Never.
    #[track_caller]
    pub fn new() -> io::Result<Self> {
        Builder::new_multi_thread().enable_all().build()
    }

    pub(crate) fn with(scheduler: Scheduler) -> Self {
        Self {
            handle: Handle::new(Rc::new(scheduler)),
            stopped: Cell::new(false),
        }
    }

    /// A handle that can start tasks from anywhere.
    #[must_use]
    pub const fn handle(&self) -> &Handle {
        &self.handle
    }

    /// Starts a task.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.handle.spawn_at(future, runtime::here())
    }

    /// Starts a thread for a function that blocks.
    #[track_caller]
    pub fn spawn_blocking<F, R>(&self, function: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        self.handle.spawn_blocking_at(function, runtime::here())
    }

    /// Runs a future on the current thread until it is done.
    ///
    /// # Panics
    /// In asynchronous code, and when the future does.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        block_on(&self.handle, Duty::Drive, future, runtime::here())
    }

    /// Makes the runtime the current one until the guard is dropped.
    pub fn enter(&self) -> EnterGuard<'_> {
        self.handle.enter()
    }

    /// Stops the runtime, waiting for its blocking calls at most for the given time.
    #[track_caller]
    pub fn shutdown_timeout(self, duration: Duration) {
        let deadline = runtime::clock().saturating_add(duration);
        self.stop(Some(deadline), runtime::here());
    }

    /// Stops the runtime without waiting.
    #[track_caller]
    pub fn shutdown_background(self) {
        self.stop(Some(runtime::clock()), runtime::here());
    }

    fn stop(&self, deadline: Option<Duration>, place: Place) {
        if self.stopped.replace(true) || !runtime::is_active() {
            return;
        }
        self.handle.scheduler().stop(deadline, place);
    }
}

impl Drop for Runtime {
    fn drop(&mut self) {
        let place = self.handle.scheduler().created();
        if !self.stopped.get() && context::root().is_some() && !runtime::is_panicking() {
            self.stopped.set(true);
            panic!(
                "Cannot drop a runtime in a context where blocking is not allowed. This happens when a runtime is dropped from within an asynchronous context."
            );
        }
        self.stop(None, place);
    }
}

impl fmt::Debug for Runtime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Runtime").finish_non_exhaustive()
    }
}

/// Whether the thread that blocks also runs the tasks of a `current_thread` runtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Duty {
    /// `Runtime::block_on`.
    Drive,
    /// `Handle::block_on`.
    Wait,
}

#[track_caller]
pub(crate) fn block_on<F: Future>(
    handle: &Handle,
    duty: Duty,
    future: F,
    place: Place,
) -> F::Output {
    let before = context::get();
    assert!(
        before.root.is_none(),
        "Cannot start a runtime from within a runtime. This happens because a function (like `block_on`) attempted to block the current thread while the thread is being used to drive asynchronous tasks."
    );
    let scheduler = handle.scheduler();
    let drives = duty == Duty::Drive
        && scheduler.flavor() == RuntimeFlavor::CurrentThread
        && scheduler.seats().drivers.get() == 0;
    let seats = if drives {
        Rc::clone(scheduler.seats())
    } else {
        Rc::new(Seats::new(1, false, place))
    };
    let root = Root::new(Flag::new(place), seats, place);
    let restore = context::enter(Context {
        handle: Some(handle.clone()),
        root: Some(Rc::clone(&root)),
        task: before.task,
        local: None,
    });
    root.become_worker();
    let seat = Driving::start(&root);
    let output = drive(&root, pin!(future)).expect("nobody cancels a thread");
    drop(seat);
    drop(restore);
    output
}

/// The thread drives the runtime as long as this lives, also while it unwinds.
struct Driving(Rc<Root>);

impl Driving {
    fn start(root: &Rc<Root>) -> Self {
        let drivers = &root.seats().drivers;
        drivers.set(drivers.get() + 1);
        Self(Rc::clone(root))
    }
}

impl Drop for Driving {
    fn drop(&mut self) {
        let drivers = &self.0.seats().drivers;
        drivers.set(drivers.get() - 1);
        self.0.retire();
    }
}
