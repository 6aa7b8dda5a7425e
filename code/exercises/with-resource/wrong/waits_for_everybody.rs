//! caught by: the_close_has_ended_on_return: it waits until the tracker is empty, and so for the tasks of everybody else
use std::panic::{AssertUnwindSafe, resume_unwind};

use futures::FutureExt;
use tokio::runtime::Handle;
use tokio::sync::oneshot;
use tokio_util::task::TaskTracker;

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
    let (tell, told) = oneshot::channel();
    let mut guard = Guard {
        resource: Some(open.await.map_err(Failure::Open)?),
        tracker: tracker.clone(),
        handle: Handle::current(),
        tell: Some(tell),
    };
    let outcome = AssertUnwindSafe(async { body(guard.resource.as_mut().unwrap()).await })
        .catch_unwind()
        .await;
    drop(guard);
    tracker.close();
    tracker.wait().await;
    tracker.reopen();
    let closed = told.await.expect("everything is closed");

    let outcome = outcome.unwrap_or_else(|payload| resume_unwind(payload));

    match (outcome, closed) {
        (Ok(value), Ok(())) => Ok(value),
        (Ok(_), Err(error)) => Err(Failure::Close(error)),
        (Err(error), closed) => Err(Failure::Body {
            error,
            close: closed.err(),
        }),
    }
}

struct Guard<R: Resource> {
    resource: Option<R>,
    tracker: TaskTracker,
    handle: Handle,
    tell: Option<oneshot::Sender<Result<(), R::Error>>>,
}

impl<R: Resource> Drop for Guard<R> {
    fn drop(&mut self) {
        if let (Some(resource), Some(tell)) = (self.resource.take(), self.tell.take()) {
            self.tracker.spawn_on(
                async move { tell.send(resource.close().await) },
                &self.handle,
            );
        }
    }
}
