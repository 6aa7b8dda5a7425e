//! caught by: nothing_is_left_on_the_tracker, a_failed_open_is_the_end: the keeper is begun before the open, and waits for ever when there is nothing to keep
use std::panic::{AssertUnwindSafe, resume_unwind};
use std::sync::{Arc, Mutex};

use futures::FutureExt;
use tokio::sync::{Notify, oneshot};
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
    let place = Arc::new((Mutex::new(None::<R>), Notify::new()));
    let (tell, told) = oneshot::channel();
    let kept = place.clone();
    tracker.spawn(async move {
        kept.1.notified().await;
        let resource = kept.0.lock().unwrap().take();
        if let Some(resource) = resource {
            let _ = tell.send(resource.close().await);
        }
    });
    let mut lent = Lent(Some(open.await.map_err(Failure::Open)?), place);
    let outcome = AssertUnwindSafe(async { body(lent.0.as_mut().unwrap()).await })
        .catch_unwind()
        .await;
    drop(lent);
    let closed = told.await.expect("the close does not panic");
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

struct Lent<R>(Option<R>, Arc<(Mutex<Option<R>>, Notify)>);

impl<R> Drop for Lent<R> {
    fn drop(&mut self) {
        *self.1.0.lock().unwrap() = self.0.take();
        self.1.1.notify_one();
    }
}
