//! Open, use, close: whatever happens in between.

use tokio_util::task::TaskTracker;

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

/// Opens a resource, lends it to `body`, and closes it: after success, an error, a panic, and when this is cancelled, which
/// leaves the close to the tasks of `tracker`.
pub async fn with_resource<R: Resource, T, E>(
    tracker: &TaskTracker,
    open: impl Future<Output = Result<R, R::Error>>,
    body: impl AsyncFnOnce(&mut R) -> Result<T, E>,
) -> Result<T, Failure<E, R::Error>> {
    let _ = (tracker, open, body);
    todo!("open it, and think of every way out before you call the body")
}
