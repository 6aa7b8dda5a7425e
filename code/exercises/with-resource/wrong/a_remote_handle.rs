//! caught by: a_cancelled_close_goes_on, a_cancelled_call_is_closed: who drops a remote handle cancels what it stands for
use futures::{FutureExt, future::RemoteHandle};
use std::panic::{AssertUnwindSafe, resume_unwind};
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
    let handle = tokio::runtime::Handle::current();
    let token = tracker.token();
    let r = open.await.map_err(Failure::Open)?;
    let mut g = G {
        r: Some(r),
        tracker: tracker.clone(),
        handle,
        token: Some(token),
    };
    let out = AssertUnwindSafe(async {
        let r = g.r.as_mut().unwrap();
        body(r).await
    })
    .catch_unwind()
    .await;
    let c = g.start().unwrap().await;
    let v = match out {
        Err(p) => resume_unwind(p),
        Ok(v) => v,
    };
    match (v, c) {
        (Ok(v), Ok(())) => Ok(v),
        (Ok(_), Err(e)) => Err(Failure::Close(e)),
        (Err(error), c) => Err(Failure::Body {
            error,
            close: c.err(),
        }),
    }
}

struct G<R: Resource> {
    r: Option<R>,
    tracker: TaskTracker,
    handle: tokio::runtime::Handle,
    token: Option<tokio_util::task::task_tracker::TaskTrackerToken>,
}
impl<R: Resource> G<R> {
    fn start(&mut self) -> Option<RemoteHandle<Result<(), R::Error>>> {
        let r = self.r.take()?;
        let (run, wait) = async move { r.close().await }.remote_handle();
        let token = self.token.take();
        self.handle.spawn(async move {
            run.await;
            drop(token)
        });
        let _ = &self.tracker;
        Some(wait)
    }
}
impl<R: Resource> Drop for G<R> {
    fn drop(&mut self) {
        if let Some(w) = self.start() {
            w.forget();
        }
    }
}
