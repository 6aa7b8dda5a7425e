//! design: the close runs in the future itself, and moves to the tracker, half done, only when that is dropped
use std::future::poll_fn;
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::pin::{Pin, pin};
use std::task::Poll;

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
    // Declared before the guard, so that it is dropped after it.
    let _counted = tracker.token();
    let mut guard = Guard {
        state: State::Open(open.await.map_err(Failure::Open)?),
        tracker: tracker.clone(),
        runtime: Handle::current(),
    };
    let outcome = {
        let State::Open(resource) = &mut guard.state else {
            unreachable!("it was opened just now")
        };
        let mut running = pin!(async { body(resource).await });
        poll_fn(|context| {
            let polled = AssertUnwindSafe(|| running.as_mut().poll(context));
            match panic::catch_unwind(polled) {
                Ok(Poll::Pending) => Poll::Pending,
                Ok(Poll::Ready(result)) => Poll::Ready(Ok(result)),
                Err(payload) => Poll::Ready(Err(payload)),
            }
        })
        .await
    };
    guard.begin();
    let closed = poll_fn(|context| guard.poll(context)).await;
    match outcome {
        Ok(Ok(value)) => match closed {
            Ok(()) => Ok(value),
            Err(error) => Err(Failure::Close(error)),
        },
        Ok(Err(error)) => Err(Failure::Body {
            error,
            close: closed.err(),
        }),
        Err(payload) => panic::resume_unwind(payload),
    }
}

type Closing<C> = Pin<Box<dyn Future<Output = Result<(), C>> + Send>>;

enum State<R: Resource> {
    Open(R),
    Closing(Closing<R::Error>),
    Closed,
}

struct Guard<R: Resource> {
    state: State<R>,
    tracker: TaskTracker,
    runtime: Handle,
}

impl<R: Resource> Guard<R> {
    fn begin(&mut self) {
        self.state = match mem::replace(&mut self.state, State::Closed) {
            State::Open(resource) => State::Closing(Box::pin(resource.close())),
            begun => begun,
        };
    }

    fn poll(&mut self, context: &mut std::task::Context<'_>) -> Poll<Result<(), R::Error>> {
        let State::Closing(mut closing) = mem::replace(&mut self.state, State::Closed) else {
            return Poll::Ready(Ok(()));
        };
        let polled = closing.as_mut().poll(context);
        if polled.is_pending() {
            self.state = State::Closing(closing);
        }
        polled
    }
}

impl<R: Resource> Drop for Guard<R> {
    fn drop(&mut self) {
        self.begin();
        if let State::Closing(closing) = mem::replace(&mut self.state, State::Closed) {
            self.tracker.spawn_on(closing, &self.runtime);
        }
    }
}
