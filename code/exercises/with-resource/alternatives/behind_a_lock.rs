//! design: the resource is under a lock; a task of the tracker waits for the lock from the beginning, and has it when the body is over, however that ends
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::Arc;

use futures::FutureExt;
use tokio::sync::Mutex;
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
    let resource = open.await.map_err(Failure::Open)?;
    let shared = Arc::new(Mutex::new(Some(resource)));
    // Locked before there is the task: that one comes second.
    let mut lent = shared
        .clone()
        .try_lock_owned()
        .expect("nobody else knows it");
    let closing = tracker.spawn(async move {
        let resource = shared.lock().await.take();
        match resource {
            Some(resource) => resource.close().await,
            None => Ok(()),
        }
    });
    let outcome = {
        let resource = lent.as_mut().unwrap();
        AssertUnwindSafe(async move { body(resource).await })
            .catch_unwind()
            .await
    };
    drop(lent);
    let closed = match closing.await {
        Ok(closed) => closed,
        Err(error) => resume_unwind(error.into_panic()),
    };
    match outcome {
        Err(panic) => resume_unwind(panic),
        Ok(Err(error)) => Err(Failure::Body {
            error,
            close: closed.err(),
        }),
        Ok(Ok(value)) => match closed {
            Ok(()) => Ok(value),
            Err(error) => Err(Failure::Close(error)),
        },
    }
}
