//! caught by: it_opens_lends_and_closes: only a body that fails is followed by a close
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
    if outcome.is_err() {
        resource.close().await.map_err(Failure::Close)?;
        return outcome.map_err(|error| Failure::Body { error, close: None });
    }
    outcome.map_err(|error| Failure::Body { error, close: None })
}
