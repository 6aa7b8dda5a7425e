//! `TaskTracker`.
//!
//! # Why each schedule is a real one
//!
//! [`TaskTracker`](https://docs.rs/tokio-util/latest/tokio_util/task/struct.TaskTracker.html): `wait` returns if it is closed *and* empty, both at the same
//! time, now or at any moment since the call, even if it is opened or gets a task again before the one that waits looks.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, runtime};
use interleave_tokio::__interleave::{awaits, reach};
use interleave_tokio::runtime::Handle;
use interleave_tokio::task::{self, JoinHandle, LocalSet};

/// Counts tasks, so that one can wait until all have ended. It keeps no outputs.
#[derive(Clone, Default)]
pub struct TaskTracker(Arc<Inner>);

#[derive(Default)]
struct Inner {
    object: Object,
    tasks: Cell<usize>,
    closed: Cell<bool>,
    /// How often it was closed and without a task at the same time.
    moments: Cell<usize>,
    waiting: RefCell<Vec<Waker>>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Inner {}
// SAFETY: see above.
unsafe impl Sync for Inner {}

impl TaskTracker {
    /// An open tracker without tasks.
    #[track_caller]
    #[must_use]
    pub fn new() -> Self {
        Self(Arc::new(Inner {
            object: Object::new(),
            tasks: Cell::new(0),
            closed: Cell::new(false),
            moments: Cell::new(0),
            waiting: RefCell::new(Vec::new()),
        }))
    }

    fn reach(&self, place: Place, what: &'static str) -> ObjectId {
        let id = self.0.object.id("tracker", place, &[]);
        reach(Operation::on(id, Access::Write, place, what));
        id
    }

    /// Waits until the tracker is closed and has no task.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = ()> {
        const WAITS: &str = "waits until {object} is closed and has no tasks";
        let place = runtime::here();
        let before = self.0.moments.get();
        async move {
            let id = self.0.object.id("tracker", place, &[]);
            poll_fn(|context| {
                reach(Operation::on(id, Access::Write, place, WAITS));
                if self.is_done() || self.0.moments.get() != before {
                    runtime::acquire(id);
                    return Poll::Ready(());
                }
                self.0.waiting.borrow_mut().push(context.waker().clone());
                awaits(id, place, WAITS);
                Poll::Pending
            })
            .await;
            runtime::event(place, id, Fact::Wakes, || {
                "has waited for the tasks of {object}".to_owned()
            });
        }
    }

    fn is_done(&self) -> bool {
        self.0.closed.get() && self.0.tasks.get() == 0
    }

    /// Lets those go on who wait for what may now be so.
    fn tell(&self) {
        if self.is_done() {
            self.0.moments.set(self.0.moments.get() + 1);
            for waker in self.0.waiting.take() {
                waker.wake();
            }
        }
    }

    /// Lets those who wait go on once there is no task. True unless it was closed already.
    #[track_caller]
    pub fn close(&self) -> bool {
        let place = runtime::here();
        let id = self.reach(place, "closes {object}");
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || "closes {object}".to_owned());
        let was_open = !self.0.closed.replace(true);
        self.tell();
        was_open
    }

    /// Opens it again. True unless it was open.
    #[track_caller]
    pub fn reopen(&self) -> bool {
        self.reach(runtime::here(), "opens {object} again");
        self.0.closed.replace(false)
    }

    /// Whether it is closed.
    #[track_caller]
    #[must_use]
    pub fn is_closed(&self) -> bool {
        self.reach(runtime::here(), "looks whether {object} is closed");
        self.0.closed.get()
    }

    /// The number of tasks.
    #[track_caller]
    #[must_use]
    pub fn len(&self) -> usize {
        self.reach(runtime::here(), "counts the tasks of {object}");
        self.0.tasks.get()
    }

    /// Whether there is no task.
    #[track_caller]
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Starts a task on the current runtime and counts it.
    ///
    /// # Panics
    /// Outside a runtime.
    #[track_caller]
    pub fn spawn<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        task::spawn(self.track_future(future))
    }

    /// Starts a task on a runtime and counts it.
    #[track_caller]
    pub fn spawn_on<F>(&self, future: F, handle: &Handle) -> JoinHandle<F::Output>
    where
        F: Future + Send + 'static,
        F::Output: Send + 'static,
    {
        handle.spawn(self.track_future(future))
    }

    /// Starts a task on the current `LocalSet` and counts it.
    ///
    /// # Panics
    /// Outside one.
    #[track_caller]
    pub fn spawn_local<F>(&self, future: F) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        task::spawn_local(self.track_future(future))
    }

    /// Starts a task on a `LocalSet` and counts it.
    #[track_caller]
    pub fn spawn_local_on<F>(&self, future: F, local_set: &LocalSet) -> JoinHandle<F::Output>
    where
        F: Future + 'static,
        F::Output: 'static,
    {
        local_set.spawn_local(self.track_future(future))
    }

    /// Starts a thread for a function that blocks, and counts it.
    ///
    /// # Panics
    /// Outside a runtime.
    #[track_caller]
    pub fn spawn_blocking<F, T>(&self, function: F) -> JoinHandle<T>
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send + 'static,
    {
        let token = self.token();
        task::spawn_blocking(move || {
            let result = function();
            drop(token);
            result
        })
    }

    /// Counts a future until it is dropped.
    #[track_caller]
    pub fn track_future<F: Future>(&self, future: F) -> TrackedFuture<F> {
        TrackedFuture {
            future: Box::pin(future),
            _token: self.token(),
        }
    }

    /// Something that counts until it is dropped.
    #[track_caller]
    #[must_use]
    pub fn token(&self) -> TaskTrackerToken {
        self.reach(runtime::here(), "adds a task to {object}");
        self.0.tasks.set(self.0.tasks.get() + 1);
        TaskTrackerToken(self.clone())
    }

    /// Whether both are the same.
    #[must_use]
    pub fn ptr_eq(left: &Self, right: &Self) -> bool {
        Arc::ptr_eq(&left.0, &right.0)
    }
}

impl fmt::Debug for TaskTracker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskTracker")
            .field("len", &self.0.tasks.get())
            .field("is_closed", &self.0.closed.get())
            .finish()
    }
}

/// Counts as a task until it is dropped.
#[derive(Debug)]
pub struct TaskTrackerToken(TaskTracker);

impl TaskTrackerToken {
    /// The tracker.
    #[must_use]
    pub const fn task_tracker(&self) -> &TaskTracker {
        &self.0
    }
}

impl Clone for TaskTrackerToken {
    #[track_caller]
    fn clone(&self) -> Self {
        self.0.token()
    }
}

impl Drop for TaskTrackerToken {
    fn drop(&mut self) {
        let inner = &self.0.0;
        if runtime::is_active() {
            let id = self.0.reach(inner.object.created(), "leaves {object}");
            runtime::release(id);
        }
        inner.tasks.set(inner.tasks.get() - 1);
        self.0.tell();
    }
}

/// A future that is counted.
pub struct TrackedFuture<F> {
    future: Pin<Box<F>>,
    _token: TaskTrackerToken,
}

impl<F: Future> Future for TrackedFuture<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        self.future.as_mut().poll(context)
    }
}

impl<F> fmt::Debug for TrackedFuture<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TrackedFuture").finish_non_exhaustive()
    }
}
