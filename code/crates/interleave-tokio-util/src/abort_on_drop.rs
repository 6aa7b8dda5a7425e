//! `AbortOnDropHandle`.
//!
//! # Why each schedule is a real one
//!
//! [`AbortOnDropHandle`](https://docs.rs/tokio-util/latest/tokio_util/task/struct.AbortOnDropHandle.html) aborts when it is dropped, as a call of `abort` would: at the next await, or too late.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use interleave_tokio::task::{AbortHandle, JoinError, JoinHandle};

/// A task that is aborted when this is dropped.
#[must_use = "Dropping the handle aborts the task immediately"]
pub struct AbortOnDropHandle<T>(Option<JoinHandle<T>>);

impl<T> AbortOnDropHandle<T> {
    /// Aborts the task of `handle` when dropped.
    pub const fn new(handle: JoinHandle<T>) -> Self {
        Self(Some(handle))
    }

    /// Aborts the task now.
    #[track_caller]
    pub fn abort(&self) {
        self.handle().abort();
    }

    /// Whether the task has ended.
    #[track_caller]
    #[must_use]
    pub fn is_finished(&self) -> bool {
        self.handle().is_finished()
    }

    /// Something that can only cancel the task.
    #[must_use]
    pub fn abort_handle(&self) -> AbortHandle {
        self.handle().abort_handle()
    }

    /// The handle, which does not abort the task when it is dropped.
    ///
    /// # Panics
    /// Never: it is only taken here.
    #[must_use]
    pub fn detach(mut self) -> JoinHandle<T> {
        self.0.take().expect("it is only taken here")
    }

    fn handle(&self) -> &JoinHandle<T> {
        self.0.as_ref().expect("only `detach` takes it")
    }
}

impl<T> Future for AbortOnDropHandle<T> {
    type Output = Result<T, JoinError>;

    #[track_caller]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        Pin::new(self.0.as_mut().expect("only `detach` takes it")).poll(context)
    }
}

impl<T> Drop for AbortOnDropHandle<T> {
    fn drop(&mut self) {
        if let Some(handle) = &self.0 {
            handle.abort();
        }
    }
}

impl<T> fmt::Debug for AbortOnDropHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortOnDropHandle").finish_non_exhaustive()
    }
}
