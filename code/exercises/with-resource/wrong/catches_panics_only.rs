//! caught by: a_cancelled_call_is_closed: panics are caught, but a future that is dropped closes nothing
use std::panic::{AssertUnwindSafe, resume_unwind};

use futures::FutureExt;
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
    let mut resource = open.await.map_err(Failure::Open)?;
    let outcome = AssertUnwindSafe(async { body(&mut resource).await })
        .catch_unwind()
        .await;
    let closed = resource.close().await;

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
