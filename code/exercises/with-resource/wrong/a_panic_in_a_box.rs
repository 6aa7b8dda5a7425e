//! caught by: the_panic_keeps_its_payload: panic_any puts the box of the payload into another box
use std::panic::{AssertUnwindSafe, panic_any};

use futures::FutureExt;
use tokio::runtime::Handle;
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
    let _token = tracker.token();
    let mut guard = Guard {
        resource: Some(open.await.map_err(Failure::Open)?),
        tracker: tracker.clone(),
        handle: Handle::current(),
    };

    let lent = guard.resource.as_mut().unwrap();
    let outcome = AssertUnwindSafe(async { body(lent).await })
        .catch_unwind()
        .await;

    let resource = guard.resource.take().unwrap();
    let closed = tracker
        .spawn(async move { resource.close().await })
        .await
        .expect("the close does not panic");

    let outcome = outcome.unwrap_or_else(|payload| panic_any(payload));

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
}

impl<R: Resource> Drop for Guard<R> {
    fn drop(&mut self) {
        if let Some(resource) = self.resource.take() {
            self.tracker
                .spawn_on(async move { resource.close().await }, &self.handle);
        }
    }
}
