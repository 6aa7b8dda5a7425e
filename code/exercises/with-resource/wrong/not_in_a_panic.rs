//! caught by: it_may_be_dropped_anywhere: the drop takes every panic for the one that is caught, and leaves the resource open when its owner panics
use futures::FutureExt;
use std::panic::{AssertUnwindSafe, resume_unwind};
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

pub trait Resource: Sized + Send + 'static {
    type Error: Send + 'static;

    fn close(self) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

#[derive(Debug, PartialEq, Eq)]
pub enum Failure<E, C> {
    Open(C),
    Body { error: E, close: Option<C> },
    Close(C),
}

pub async fn with_resource<R: Resource, T, E>(
    tracker: &TaskTracker,
    open: impl Future<Output = Result<R, R::Error>>,
    body: impl AsyncFnOnce(&mut R) -> Result<T, E>,
) -> Result<T, Failure<E, R::Error>> {
    let runtime = Handle::current();
    let resource = open.await.map_err(Failure::Open)?;
    let mut guard = Guard {
        resource: Some(resource),
        tracker: tracker.clone(),
        runtime,
        _counted: tracker.token(),
    };
    let outcome = {
        let resource = guard.resource.as_mut().unwrap();
        AssertUnwindSafe(async { body(resource).await })
            .catch_unwind()
            .await
    };
    let closing = guard.start_close().unwrap();
    drop(guard);
    let closed = closing.await.expect("the close does not panic");
    match (outcome, closed) {
        (Err(panic), _) => resume_unwind(panic),
        (Ok(Ok(value)), Ok(())) => Ok(value),
        (Ok(Ok(_)), Err(error)) => Err(Failure::Close(error)),
        (Ok(Err(error)), closed) => Err(Failure::Body {
            error,
            close: closed.err(),
        }),
    }
}

struct Guard<R: Resource> {
    resource: Option<R>,
    tracker: TaskTracker,
    runtime: Handle,
    _counted: TaskTrackerToken,
}

impl<R: Resource> Guard<R> {
    fn start_close(&mut self) -> Option<JoinHandle<Result<(), R::Error>>> {
        let resource = self.resource.take()?;
        Some(self.tracker.spawn_on(resource.close(), &self.runtime))
    }
}

impl<R: Resource> Drop for Guard<R> {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            self.start_close();
        }
    }
}
