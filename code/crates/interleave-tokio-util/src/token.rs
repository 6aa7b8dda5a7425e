//! `CancellationToken`.
//!
//! # Why each schedule is a real one
//!
//! [`CancellationToken`](https://docs.rs/tokio-util/latest/tokio_util/sync/struct.CancellationToken.html): `cancel` reaches the token and its children, before it returns; whoever waits is woken, and polled when the runtime gets to it.

use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, runtime};
use interleave_tokio::__interleave::{reach, watch};
use tokio_util::sync as real;

const WAITS: &str = "waits until {object} is cancelled";

/// Tells tasks to stop. Clones are the same token; a child is cancelled with its parent, but not the other way round.
#[derive(Clone)]
pub struct CancellationToken {
    real: real::CancellationToken,
    /// One identity for the whole family: cancelling the parent changes the children.
    object: Arc<Object>,
}

impl CancellationToken {
    /// A token that is not cancelled.
    #[track_caller]
    #[must_use]
    pub fn new() -> Self {
        Self {
            real: real::CancellationToken::new(),
            object: Arc::new(Object::new()),
        }
    }

    fn reach(&self, place: Place, what: &'static str) -> ObjectId {
        let id = self.id(place);
        reach(Operation::on(id, Access::Write, place, what));
        id
    }

    fn id(&self, place: Place) -> ObjectId {
        self.object.id("token", place, &[])
    }

    /// A token that is cancelled with this one.
    #[track_caller]
    #[must_use]
    pub fn child_token(&self) -> Self {
        self.reach(runtime::here(), "makes a child of {object}");
        Self {
            real: self.real.child_token(),
            object: Arc::clone(&self.object),
        }
    }

    /// Cancels it and its children.
    #[track_caller]
    pub fn cancel(&self) {
        self.cancel_at(runtime::here());
    }

    fn cancel_at(&self, place: Place) {
        let id = self.reach(place, "cancels {object}");
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || "cancels {object}".to_owned());
        self.real.cancel();
    }

    /// Whether it is cancelled.
    #[track_caller]
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        let place = runtime::here();
        let id = self.reach(place, "looks whether {object} is cancelled");
        let cancelled = self.real.is_cancelled();
        if cancelled {
            runtime::acquire(id);
        } else {
            runtime::idle();
        }
        runtime::event(place, id, Fact::Plain, || {
            format!("looks whether {{object}} is cancelled: {cancelled}")
        });
        cancelled
    }

    /// Waits until it is cancelled.
    #[track_caller]
    pub fn cancelled(&self) -> impl Future<Output = ()> {
        self.cancelled_at(runtime::here())
    }

    async fn cancelled_at(&self, place: Place) {
        let id = self.id(place);
        watch(id, place, WAITS, self.real.cancelled()).await;
        runtime::event(place, id, Fact::Wakes, || {
            "learns that {object} is cancelled".to_owned()
        });
    }

    /// As [`CancellationToken::cancelled`], with the token inside.
    #[track_caller]
    pub fn cancelled_owned(self) -> impl Future<Output = ()> {
        let place = runtime::here();
        async move { self.cancelled_at(place).await }
    }

    /// Cancels the token when the guard is dropped.
    #[track_caller]
    #[must_use]
    pub fn drop_guard(self) -> DropGuard {
        DropGuard {
            token: Some(self),
            place: runtime::here(),
        }
    }

    /// As [`CancellationToken::drop_guard`], borrowing the token.
    #[track_caller]
    #[must_use]
    pub fn drop_guard_ref(&self) -> DropGuardRef<'_> {
        DropGuardRef {
            token: Some(self),
            place: runtime::here(),
        }
    }

    /// Runs a future until it is done or the token is cancelled, in which case it is dropped.
    #[track_caller]
    pub fn run_until_cancelled<F: Future>(
        &self,
        future: F,
    ) -> impl Future<Output = Option<F::Output>> {
        self.run_until_cancelled_at(future, runtime::here())
    }

    async fn run_until_cancelled_at<F: Future>(
        &self,
        future: F,
        place: Place,
    ) -> Option<F::Output> {
        let mut cancelled = pin!(self.cancelled_at(place));
        let mut future = pin!(future);
        poll_fn(|context| {
            if cancelled.as_mut().poll(context).is_ready() {
                return Poll::Ready(None);
            }
            future.as_mut().poll(context).map(Some)
        })
        .await
    }

    /// As [`CancellationToken::run_until_cancelled`], with the token inside.
    #[track_caller]
    pub fn run_until_cancelled_owned<F: Future>(
        self,
        future: F,
    ) -> impl Future<Output = Option<F::Output>> {
        let place = runtime::here();
        async move { self.run_until_cancelled_at(future, place).await }
    }
}

impl Default for CancellationToken {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for CancellationToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CancellationToken")
            .field("is_cancelled", &self.real.is_cancelled())
            .finish()
    }
}

/// Cancels its token when it is dropped.
#[derive(Debug)]
pub struct DropGuard {
    token: Option<CancellationToken>,
    place: Place,
}

impl DropGuard {
    /// Gives the token back without cancelling it.
    ///
    /// # Panics
    /// Never: it is only taken here.
    #[must_use]
    pub fn disarm(mut self) -> CancellationToken {
        self.token.take().expect("it is only taken here")
    }
}

impl Drop for DropGuard {
    fn drop(&mut self) {
        if let Some(token) = &self.token {
            token.cancel_at(self.place);
        }
    }
}

/// Cancels its token when it is dropped.
#[derive(Debug)]
pub struct DropGuardRef<'a> {
    token: Option<&'a CancellationToken>,
    place: Place,
}

impl<'a> DropGuardRef<'a> {
    /// Gives the token back without cancelling it.
    ///
    /// # Panics
    /// Never: it is only taken here.
    #[must_use]
    pub fn disarm(mut self) -> &'a CancellationToken {
        self.token.take().expect("it is only taken here")
    }
}

impl Drop for DropGuardRef<'_> {
    fn drop(&mut self) {
        if let Some(token) = &self.token {
            token.cancel_at(self.place);
        }
    }
}
