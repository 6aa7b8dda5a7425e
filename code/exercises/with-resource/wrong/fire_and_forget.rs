//! caught by: the_close_has_ended_on_return, an_error_comes_after_the_close, a_close_error_is_returned: every way out leaves the close to the tracker, and nobody learns how it ends
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

    let _token = tracker.token();
    let outcome = body(guard.resource.as_mut().unwrap()).await;
    drop(guard);
    outcome.map_err(|error| Failure::Body { error, close: None })
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
