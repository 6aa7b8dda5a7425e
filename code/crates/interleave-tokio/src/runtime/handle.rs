//! `Handle`.

use std::fmt;
use std::future::Future;
use std::marker::PhantomData;
use std::rc::Rc;

use interleave::{Place, runtime};

use super::{Duty, Scheduler, block_on};
use crate::context::{self, Context};
use crate::task::JoinHandle;
use crate::task::{blocking, spawned};

/// A way to a runtime.
#[derive(Clone)]
pub struct Handle(Rc<Scheduler>);

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Handle {}
// SAFETY: see above.
unsafe impl Sync for Handle {}

impl std::panic::UnwindSafe for Handle {}
impl std::panic::RefUnwindSafe for Handle {}

/// The kind of a runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RuntimeFlavor {
    /// One that runs on the thread that calls `block_on`.
    CurrentThread,
    /// One with workers of its own.
    MultiThread,
}

/// There is no current runtime.
#[derive(Debug)]
pub struct TryCurrentError(());

impl TryCurrentError {
    /// Always: the code runs outside a runtime.
    #[must_use]
    pub const fn is_missing_context(&self) -> bool {
        true
    }

    /// Never: thread-local values are still there.
    #[must_use]
    pub const fn is_thread_local_destroyed(&self) -> bool {
        false
    }
}

impl fmt::Display for TryCurrentError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(MISSING)
    }
}

impl std::error::Error for TryCurrentError {}

const MISSING: &str =
    "there is no reactor running, must be called from the context of a Tokio 1.x runtime";

impl Handle {
    pub(crate) fn new(scheduler: Rc<Scheduler>) -> Self {
        Self(scheduler)
    }

    pub(crate) fn scheduler(&self) -> &Rc<Scheduler> {
        &self.0
    }

    /// The runtime that the caller runs in, or has entered.
    ///
    /// # Panics
    /// When there is none.
    #[track_caller]
    #[must_use]
    pub fn current() -> Self {
        match Self::try_current() {
            Ok(handle) => handle,
            Err(_) => panic!("{MISSING}"),
        }
    }

    /// The runtime that the caller runs in, or has entered.
    ///
    /// # Errors
    /// When there is none.
    pub fn try_current() -> Result<Self, TryCurrentError> {
        context::get().handle.ok_or(TryCurrentError(()))
    }

    /// Makes the runtime the current one until the guard is dropped.
    pub fn enter(&self) -> EnterGuard<'_> {
        let before = context::get();
        EnterGuard {
            _restore: context::enter(Context {
                handle: Some(self.clone()),
                ..before
            }),
            handle: PhantomData,
        }
    }

    /// Starts a task.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        self.spawn_at(future, runtime::here())
    }

    pub(crate) fn spawn_at<F: Future + 'static>(
        &self,
        future: F,
        place: Place,
    ) -> JoinHandle<F::Output> {
        spawned::spawn(self, future, place)
    }

    /// Starts a thread for a function that blocks.
    #[track_caller]
    pub fn spawn_blocking<F, R>(&self, function: F) -> JoinHandle<R>
    where
        F: FnOnce() -> R + Send + 'static,
        R: Send + 'static,
    {
        self.spawn_blocking_at(function, runtime::here())
    }

    pub(crate) fn spawn_blocking_at<F: FnOnce() -> R + 'static, R: 'static>(
        &self,
        function: F,
        place: Place,
    ) -> JoinHandle<R> {
        blocking::spawn(self, function, place)
    }

    /// Blocks the current thread on a future. Does not run the tasks of a `current_thread` runtime.
    ///
    /// # Panics
    /// In asynchronous code, and when the future does.
    #[track_caller]
    pub fn block_on<F: Future>(&self, future: F) -> F::Output {
        block_on(self, Duty::Wait, future, runtime::here())
    }

    /// The kind of the runtime.
    #[must_use]
    pub fn runtime_flavor(&self) -> RuntimeFlavor {
        self.0.flavor()
    }

    /// Numbers about the runtime.
    #[must_use]
    pub fn metrics(&self) -> RuntimeMetrics {
        RuntimeMetrics(self.clone())
    }
}

impl fmt::Debug for Handle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Handle").finish_non_exhaustive()
    }
}

/// Numbers about a runtime.
#[derive(Clone, Debug)]
pub struct RuntimeMetrics(Handle);

impl RuntimeMetrics {
    /// The number of workers.
    #[must_use]
    pub fn num_workers(&self) -> usize {
        self.0.0.workers()
    }

    /// The number of tasks that have not ended.
    #[must_use]
    pub fn num_alive_tasks(&self) -> usize {
        self.0.0.tasks()
    }
}

/// The runtime is the current one until this is dropped.
pub struct EnterGuard<'a> {
    _restore: context::Restore,
    handle: PhantomData<&'a Handle>,
}

impl fmt::Debug for EnterGuard<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("EnterGuard").finish_non_exhaustive()
    }
}
