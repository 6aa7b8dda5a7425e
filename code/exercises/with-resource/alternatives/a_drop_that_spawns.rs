//! design: an ordinary guard whose drop spawns; every way out goes through it, and a channel tells the end
use std::panic::{AssertUnwindSafe, resume_unwind};

use futures::FutureExt;
use futures::channel::oneshot;
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
    let (outcome, closed) = tracker
        .track_future(async {
            let resource = open.await.map_err(Failure::Open)?;
            let (tell, told) = oneshot::channel();
            let mut guard = Guard(Some((resource, tell, tracker, Handle::current())));
            let calling = async {
                match &mut guard.0 {
                    Some((resource, ..)) => body(resource).await,
                    None => unreachable!("only the drop takes it"),
                }
            };
            let outcome = AssertUnwindSafe(calling).catch_unwind().await;
            drop(guard);
            Ok::<_, Failure<E, R::Error>>((outcome, told.await.expect("the close tells its end")))
        })
        .await?;
    let outcome = outcome.unwrap_or_else(|panic| resume_unwind(panic));
    match (outcome, closed) {
        (Ok(value), Ok(())) => Ok(value),
        (Ok(_), Err(error)) => Err(Failure::Close(error)),
        (Err(error), closed) => Err(Failure::Body {
            error,
            close: closed.err(),
        }),
    }
}

type Told<C> = oneshot::Sender<Result<(), C>>;

struct Guard<'tracker, R: Resource>(Option<(R, Told<R::Error>, &'tracker TaskTracker, Handle)>);

impl<R: Resource> Drop for Guard<'_, R> {
    fn drop(&mut self) {
        if let Some((resource, tell, tracker, runtime)) = self.0.take() {
            let closing = async move {
                let _ = tell.send(resource.close().await);
            };
            tracker.spawn_on(closing, &runtime);
        }
    }
}
