//! design: a task of the tracker waits from the beginning for the resource to be handed back, and closes it
use std::panic::{AssertUnwindSafe, resume_unwind};

use futures::FutureExt;
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
    let resource = open.await.map_err(Failure::Open)?;
    let (hand_back, handed_back) = oneshot::channel::<R>();
    let (tell, told) = oneshot::channel();
    tracker.spawn(async move {
        if let Ok(resource) = handed_back.await {
            // Nobody listens after a cancellation.
            let _ = tell.send(resource.close().await);
        }
    });
    let mut lent = Lent(Some((resource, hand_back)));
    let outcome = AssertUnwindSafe(async { body(lent.get()).await })
        .catch_unwind()
        .await;
    drop(lent);
    let closed = told.await.expect("the close does not panic");
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

/// Hands the resource back when it is dropped.
struct Lent<R>(Option<(R, oneshot::Sender<R>)>);

impl<R> Lent<R> {
    fn get(&mut self) -> &mut R {
        let (resource, _) = self.0.as_mut().expect("it is lent until it is dropped");
        resource
    }
}

impl<R> Drop for Lent<R> {
    fn drop(&mut self) {
        if let Some((resource, hand_back)) = self.0.take() {
            let _ = hand_back.send(resource);
        }
    }
}
