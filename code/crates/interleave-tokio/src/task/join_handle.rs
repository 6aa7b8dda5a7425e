//! `JoinHandle` and `AbortHandle`.
//!
//! # Why each schedule is a real one
//!
//! [`JoinHandle`](https://docs.rs/tokio/latest/tokio/task/struct.JoinHandle.html): dropping it detaches the task; [`abort`](https://docs.rs/tokio/latest/tokio/task/struct.JoinHandle.html#method.abort) takes effect at an await, or not at all if the
//! task ends first; awaiting it after `abort` may give the result or the error.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use interleave::{Access, Fact, Operation, Place, TaskId, runtime};

use super::spawned::{Header, State};
use super::{Id, JoinError};
use crate::shared::{awaits, reach};

/// A task, and the right to wait for its output. Dropping it detaches the task.
pub struct JoinHandle<T> {
    state: Rc<State<T>>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl<T: Send> Send for JoinHandle<T> {}
// SAFETY: see above.
unsafe impl<T: Send> Sync for JoinHandle<T> {}

impl<T> Unpin for JoinHandle<T> {}
impl<T> std::panic::UnwindSafe for JoinHandle<T> {}
impl<T> std::panic::RefUnwindSafe for JoinHandle<T> {}

impl<T> JoinHandle<T> {
    pub(crate) const fn new(state: Rc<State<T>>) -> Self {
        Self { state }
    }

    pub(crate) fn header(&self) -> &Rc<Header> {
        &self.state.header
    }

    /// Cancels the task where it next waits.
    #[track_caller]
    pub fn abort(&self) {
        abort(&self.state.header, runtime::here());
    }

    /// Whether the task has ended.
    #[track_caller]
    #[must_use]
    pub fn is_finished(&self) -> bool {
        is_finished(&self.state.header, runtime::here())
    }

    /// Something that can only cancel the task.
    #[must_use]
    pub fn abort_handle(&self) -> AbortHandle {
        AbortHandle(Rc::clone(&self.state.header))
    }

    /// The task.
    #[must_use]
    pub fn id(&self) -> Id {
        self.state.header.id()
    }

    /// Takes the output of a task that has ended.
    pub(crate) fn take(&self, place: Place) -> Option<Result<T, JoinError>> {
        let header = &self.state.header;
        let task = header.task();
        header.finished()?;
        let result = self
            .state
            .result
            .take()
            .expect("JoinHandle polled after completion");
        if task != TaskId::MAIN {
            runtime::acquire(header.object());
            if result.as_ref().is_err_and(JoinError::is_panic) {
                runtime::observe_panic(task);
            }
            let how = match &result {
                Ok(_) => "",
                Err(error) if error.is_cancelled() => ", which was cancelled",
                Err(_) => ", which panicked",
            };
            runtime::event(place, header.object(), Fact::Joins(task), || {
                format!("joins {{task:{}}}{how}", task.index())
            });
        }
        Some(result)
    }
}

impl<T> Future for JoinHandle<T> {
    type Output = Result<T, JoinError>;

    #[track_caller]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        const WAITS: &str = "waits for the end of {object}";
        let place = runtime::here();
        let header = &self.state.header;
        reach(Operation::on(header.object(), Access::Write, place, WAITS));
        if let Some(result) = self.take(place) {
            return Poll::Ready(result);
        }
        header.wake_at_end(context.waker());
        awaits(header.object(), place, WAITS);
        Poll::Pending
    }
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle")
            .field("id", &self.id())
            .finish()
    }
}

/// The right to cancel a task.
#[derive(Clone)]
pub struct AbortHandle(pub(super) Rc<Header>);

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for AbortHandle {}
// SAFETY: see above.
unsafe impl Sync for AbortHandle {}

impl std::panic::UnwindSafe for AbortHandle {}
impl std::panic::RefUnwindSafe for AbortHandle {}

impl AbortHandle {
    /// Cancels the task where it next waits.
    #[track_caller]
    pub fn abort(&self) {
        abort(&self.0, runtime::here());
    }

    /// Whether the task has ended.
    #[track_caller]
    #[must_use]
    pub fn is_finished(&self) -> bool {
        is_finished(&self.0, runtime::here())
    }

    /// The task.
    #[must_use]
    pub fn id(&self) -> Id {
        self.0.id()
    }
}

impl fmt::Debug for AbortHandle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AbortHandle")
            .field("id", &self.id())
            .finish()
    }
}

pub(super) fn abort(header: &Header, place: Place) {
    reach(Operation::on(
        header.object(),
        Access::Write,
        place,
        "aborts {object}",
    ));
    let late = header.finished().is_some() || !header.can_abort.get();
    runtime::event(place, header.object(), Fact::Plain, || {
        let extra = if late { ", too late" } else { "" };
        format!("aborts {{object}}{extra}")
    });
    if !late {
        header.flag.cancel();
    }
}

fn is_finished(header: &Header, place: Place) -> bool {
    reach(Operation::on(
        header.object(),
        Access::Write,
        place,
        "looks whether {object} has ended",
    ));
    let finished = header.finished().is_some();
    if finished {
        runtime::acquire(header.object());
    } else {
        runtime::idle();
    }
    finished
}
