//! caught by: a_cancelled_call_is_closed, a_panic_comes_after_the_close: no way out that is not written in the function: a panic and a cancellation drop the resource
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
    let outcome = body(&mut resource).await;
    let closed = resource.close().await;

    match (outcome, closed) {
        (Ok(value), Ok(())) => Ok(value),
        (Ok(_), Err(error)) => Err(Failure::Close(error)),
        (Err(error), closed) => Err(Failure::Body {
            error,
            close: closed.err(),
        }),
    }
}
