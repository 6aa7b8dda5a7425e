//! caught by: the_tracker_counts_open_resources: the token is gone when the body ends, and the close is not a task yet
use futures::FutureExt;
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
    let mut g = G {
        r: Some(open.await.map_err(Failure::Open)?),
        t: tracker.clone(),
        h: tokio::runtime::Handle::current(),
    };
    let out = {
        let _t = tracker.token();
        AssertUnwindSafe(async { body(g.r.as_mut().unwrap()).await })
            .catch_unwind()
            .await
    };
    let r = g.r.take().unwrap();
    let c = tracker.spawn(async move { r.close().await }).await.unwrap();
    match out {
        Err(p) => resume_unwind(p),
        Ok(Ok(v)) => c.map(|()| v).map_err(Failure::Close),
        Ok(Err(error)) => Err(Failure::Body {
            error,
            close: c.err(),
        }),
    }
}

struct G<R: Resource> {
    r: Option<R>,
    t: TaskTracker,
    h: tokio::runtime::Handle,
}
impl<R: Resource> Drop for G<R> {
    fn drop(&mut self) {
        if let Some(r) = self.r.take() {
            self.t.spawn_on(
                async move {
                    let _ = r.close().await;
                },
                &self.h,
            );
        }
    }
}
