//! `LocalSet`: tasks that stay on the thread that waits for them.
//!
//! # Why each schedule is a real one
//!
//! [`LocalSet`](https://docs.rs/tokio/latest/tokio/task/struct.LocalSet.html): its tasks run on the thread that drives it, and only while somebody does.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::sync::{Arc, Weak};
use std::task::{Context as PollContext, Poll, Waker};

use interleave::{Operation, Place, runtime};

use super::JoinHandle;
use super::spawned::spawn_with;
use crate::context::{self, Context};
use crate::root::Flag;
use crate::runtime::Runtime;
use crate::seats::Seats;

/// What a set and its tasks share.
pub(crate) struct LocalShared {
    seats: Rc<Seats>,
    flags: RefCell<Vec<Weak<Flag>>>,
    tasks: Cell<usize>,
    waker: RefCell<Option<Waker>>,
}

impl LocalShared {
    pub(crate) fn task_starts(&self, flag: &Arc<Flag>) {
        self.tasks.set(self.tasks.get() + 1);
        self.flags.borrow_mut().push(Arc::downgrade(flag));
    }

    pub(crate) fn task_ends(&self) {
        self.tasks.set(self.tasks.get() - 1);
        if self.tasks.get() == 0
            && let Some(waker) = self.waker.take()
        {
            waker.wake();
        }
    }

    pub(crate) fn spawn<F: Future + 'static>(
        self: &Rc<Self>,
        future: F,
        place: Place,
    ) -> JoinHandle<F::Output> {
        spawn_with(
            context::get().handle,
            Some(Rc::clone(self)),
            Rc::clone(&self.seats),
            future,
            place,
        )
    }
}

/// Starts a task on the current set.
///
/// # Panics
/// Outside a set.
#[track_caller]
pub fn spawn_local<F>(future: F) -> JoinHandle<F::Output>
where
    F: Future + 'static,
    F::Output: 'static,
{
    let place = runtime::here();
    let local = context::get().local.expect(
        "`spawn_local` called from outside of a `task::LocalSet` or `runtime::LocalRuntime`",
    );
    local.spawn(future, place)
}

/// A set of tasks that run on the thread that waits for the set. Dropping it cancels them.
pub struct LocalSet {
    shared: Rc<LocalShared>,
    place: Place,
}

impl LocalSet {
    /// An empty set.
    #[track_caller]
    #[must_use]
    pub fn new() -> Self {
        let place = runtime::here();
        let shared = LocalShared {
            seats: Rc::new(Seats::of_local_set(place)),
            flags: RefCell::new(Vec::new()),
            tasks: Cell::new(0),
            waker: RefCell::new(None),
        };
        Self {
            shared: Rc::new(shared),
            place,
        }
    }

    /// Starts a task.
    #[track_caller]
    pub fn spawn_local<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        self.shared.spawn(future, runtime::here())
    }

    /// Blocks the current thread on a future, while the tasks run.
    #[track_caller]
    pub fn block_on<F: Future>(&self, runtime: &Runtime, future: F) -> F::Output {
        runtime.block_on(self.run_until(future))
    }

    /// Runs the tasks until `future` is done.
    pub async fn run_until<F: Future>(&self, future: F) -> F::Output {
        let mut future = std::pin::pin!(future);
        let mut hosted = Hosted::new(&self.shared);
        std::future::poll_fn(|context| {
            hosted.host();
            let _inside = context::enter(Context {
                local: Some(Rc::clone(&self.shared)),
                ..context::get()
            });
            future.as_mut().poll(context)
        })
        .await
    }

    /// Makes the set the current one until the guard is dropped.
    #[must_use]
    pub fn enter(&self) -> LocalEnterGuard {
        LocalEnterGuard(context::enter(Context {
            local: Some(Rc::clone(&self.shared)),
            ..context::get()
        }))
    }
}

/// The set is the current one until this is dropped.
pub struct LocalEnterGuard(
    #[allow(dead_code, reason = "it is kept for its destructor")] context::Restore,
);

impl fmt::Debug for LocalEnterGuard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalEnterGuard").finish_non_exhaustive()
    }
}

/// The tasks of the set may run as long as this lives, on the thread that polls.
struct Hosted {
    shared: Rc<LocalShared>,
    hosting: bool,
}

impl Hosted {
    fn new(shared: &Rc<LocalShared>) -> Self {
        Self {
            shared: Rc::clone(shared),
            hosting: false,
        }
    }

    fn host(&mut self) {
        if std::mem::replace(&mut self.hosting, true) {
            return;
        }
        let seats = &self.shared.seats;
        *seats.host.borrow_mut() = context::root().map(|root| Rc::clone(root.seats()));
        seats.drivers.set(seats.drivers.get() + 1);
    }
}

impl Drop for Hosted {
    fn drop(&mut self) {
        if self.hosting {
            let drivers = &self.shared.seats.drivers;
            drivers.set(drivers.get() - 1);
        }
    }
}

/// Waiting for the set waits for all its tasks.
impl std::future::IntoFuture for LocalSet {
    type Output = ();
    type IntoFuture = WaitForSet;

    fn into_future(self) -> WaitForSet {
        let hosted = Hosted::new(&self.shared);
        WaitForSet { hosted, set: self }
    }
}

/// Waits for all tasks of a set.
pub struct WaitForSet {
    hosted: Hosted,
    set: LocalSet,
}

impl Future for WaitForSet {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut PollContext<'_>) -> Poll<()> {
        self.hosted.host();
        let shared = &self.set.shared;
        if shared.tasks.get() == 0 {
            return Poll::Ready(());
        }
        *shared.waker.borrow_mut() = Some(context.waker().clone());
        crate::shared::awaits(
            interleave::ObjectId::NONE,
            self.set.place,
            "waits for the tasks of a local set",
        );
        Poll::Pending
    }
}

impl fmt::Debug for WaitForSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitForSet").finish_non_exhaustive()
    }
}

impl Default for LocalSet {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl Drop for LocalSet {
    fn drop(&mut self) {
        if !runtime::is_active() {
            return;
        }
        let shared = &self.shared;
        let flags: Vec<Arc<Flag>> = shared
            .flags
            .take()
            .iter()
            .filter_map(Weak::upgrade)
            .collect();
        for flag in flags {
            if !flag.has_ended() {
                flag.evict();
                runtime::wait(
                    Operation::global(self.place, "drops the tasks of a local set"),
                    &|| flag.has_ended(),
                );
            }
        }
    }
}

impl fmt::Debug for LocalSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalSet").finish_non_exhaustive()
    }
}
