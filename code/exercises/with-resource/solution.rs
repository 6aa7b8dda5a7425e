//! Open, use, close: whatever happens in between.

use std::panic::{AssertUnwindSafe, resume_unwind};

use futures::FutureExt;
use tokio::runtime::Handle;
use tokio::task::JoinHandle;
use tokio_util::task::TaskTracker;
use tokio_util::task::task_tracker::TaskTrackerToken;

/// What has to be closed, which takes time and may fail.
pub trait Resource: Sized + Send + 'static {
    /// Why it could not be opened or closed.
    type Error: Send + 'static;

    /// Closes it.
    fn close(self) -> impl Future<Output = Result<(), Self::Error>> + Send;
}

/// Why there is no value.
#[derive(Debug, PartialEq, Eq)]
pub enum Failure<E, C> {
    /// The resource could not be opened.
    Open(C),
    /// The body has failed, and perhaps the close after it as well.
    Body {
        /// What the body says.
        error: E,
        /// What the close says, if it has failed.
        close: Option<C>,
    },
    /// The body was fine, the close was not.
    Close(C),
}

/// Opens a resource, lends it to `body`, and closes it: after success, an error, a panic, and when this is cancelled.
///
/// The close has come to its end when this returns or panics. When the future is dropped, the close goes on as a task of
/// `tracker`, which counts the resource from the moment at which it is open.
///
/// # Errors
/// When `open`, `body` or the close fails; see [`Failure`].
///
/// # Panics
/// With the panic of `body` or of the close, and outside a runtime.
pub async fn with_resource<R: Resource, T, E>(
    tracker: &TaskTracker,
    open: impl Future<Output = Result<R, R::Error>>,
    body: impl AsyncFnOnce(&mut R) -> Result<T, E>,
) -> Result<T, Failure<E, R::Error>> {
    // Asked for now: whoever drops this future later need not be in the runtime.
    let runtime = Handle::current();
    let mut opened = Opened {
        resource: Some(open.await.map_err(Failure::Open)?),
        tracker,
        runtime,
        _counted: tracker.token(),
    };
    let lent = opened.resource.as_mut().expect("it was put in just now");
    // Within the block the call of `body` is part of what may panic.
    let outcome = AssertUnwindSafe(async { body(lent).await })
        .catch_unwind()
        .await;
    let closed = match opened.close() {
        Some(closing) => closing
            .await
            .unwrap_or_else(|error| resume_unwind(error.into_panic())),
        None => Ok(()),
    };
    match outcome {
        Ok(Ok(value)) => closed.map(|()| value).map_err(Failure::Close),
        Ok(Err(error)) => Err(Failure::Body {
            error,
            close: closed.err(),
        }),
        Err(panic) => resume_unwind(panic),
    }
}

/// Owns an open resource, and begins its close at the latest when it is dropped.
struct Opened<'tracker, R: Resource> {
    resource: Option<R>,
    tracker: &'tracker TaskTracker,
    runtime: Handle,
    /// Dropped after `resource` was taken over by a task: the tracker never sees nobody.
    _counted: TaskTrackerToken,
}

impl<R: Resource> Opened<'_, R> {
    /// Begins the close as a task of its own, which nobody interrupts; nothing the second time.
    fn close(&mut self) -> Option<JoinHandle<Result<(), R::Error>>> {
        let resource = self.resource.take()?;
        let closing = async move { resource.close().await };
        Some(self.tracker.spawn_on(closing, &self.runtime))
    }
}

impl<R: Resource> Drop for Opened<'_, R> {
    fn drop(&mut self) {
        drop(self.close());
    }
}
