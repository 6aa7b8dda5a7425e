//! caught by: an_error_comes_after_the_close, a_panic_comes_after_the_close: the question mark behind the body leaves the function before the close
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
    let _ = tracker;
    let mut resource = open.await.map_err(Failure::Open)?;
    let value = body(&mut resource)
        .await
        .map_err(|error| Failure::Body { error, close: None })?;
    resource.close().await.map_err(Failure::Close)?;
    Ok(value)
}
