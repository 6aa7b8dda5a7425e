//! `JoinSet`.
//!
//! # Why each schedule is a real one
//!
//! [`JoinSet`](https://docs.rs/tokio/latest/tokio/task/struct.JoinSet.html) gives results "in the order they complete", which is open, and aborts what is left when it is dropped.

use std::fmt;
use std::future::{Future, poll_fn};
use std::rc::Rc;
use std::task::{Context, Poll};

use interleave::{Access, ObjectId, Operation, Place, runtime};

use super::join_handle::abort;
use super::local::LocalSet;
use super::{AbortHandle, Id, JoinError, JoinHandle};
use crate::context;
use crate::runtime::Handle;
use crate::shared::{awaits, reach};

const WAITS: &str = "waits for the next task of its set to end";

/// Tasks that are waited for in the order in which they end. Dropping the set aborts them.
pub struct JoinSet<T> {
    handles: Vec<JoinHandle<T>>,
}

impl<T> JoinSet<T> {
    /// An empty set.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            handles: Vec::new(),
        }
    }

    /// The number of tasks whose output was not taken yet.
    #[must_use]
    pub fn len(&self) -> usize {
        self.handles.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.handles.is_empty()
    }
}

impl<T: 'static> JoinSet<T> {
    /// Starts a task on the current runtime.
    ///
    /// # Panics
    /// Outside a runtime.
    #[track_caller]
    pub fn spawn<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        let place = runtime::here();
        self.insert(Handle::current().spawn_at(task, place))
    }

    /// Starts a task on a runtime.
    #[track_caller]
    pub fn spawn_on<F>(&mut self, task: F, handle: &Handle) -> AbortHandle
    where
        F: Future<Output = T> + Send + 'static,
        T: Send,
    {
        self.insert(handle.spawn_at(task, runtime::here()))
    }

    /// Starts a task on the current `LocalSet`.
    ///
    /// # Panics
    /// Outside one.
    #[track_caller]
    pub fn spawn_local<F>(&mut self, task: F) -> AbortHandle
    where
        F: Future<Output = T> + 'static,
    {
        let place = runtime::here();
        let local = context::get().local.expect(
            "`spawn_local` called from outside of a `task::LocalSet` or `runtime::LocalRuntime`",
        );
        self.insert(local.spawn(task, place))
    }

    /// Starts a task on a `LocalSet`.
    #[track_caller]
    pub fn spawn_local_on<F>(&mut self, task: F, local_set: &LocalSet) -> AbortHandle
    where
        F: Future<Output = T> + 'static,
    {
        self.insert(local_set.spawn_local(task))
    }

    /// Starts a thread for a function that blocks.
    ///
    /// # Panics
    /// Outside a runtime.
    #[track_caller]
    pub fn spawn_blocking<F>(&mut self, function: F) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        let place = runtime::here();
        self.insert(Handle::current().spawn_blocking_at(function, place))
    }

    /// Starts a thread of a runtime for a function that blocks.
    #[track_caller]
    pub fn spawn_blocking_on<F>(&mut self, function: F, handle: &Handle) -> AbortHandle
    where
        F: FnOnce() -> T + Send + 'static,
        T: Send,
    {
        self.insert(handle.spawn_blocking_at(function, runtime::here()))
    }

    fn insert(&mut self, handle: JoinHandle<T>) -> AbortHandle {
        let abort_handle = handle.abort_handle();
        self.handles.push(handle);
        abort_handle
    }

    /// Waits until a task ends; `None` when there is none. Losing the future loses no output.
    #[track_caller]
    pub fn join_next(&mut self) -> impl Future<Output = Option<Result<T, JoinError>>> {
        let place = runtime::here();
        poll_fn(move |context| {
            self.poll_next(context, place)
                .map(|next| next.map(|(_, result)| result))
        })
    }

    /// As [`JoinSet::join_next`], with the task's identifier.
    #[track_caller]
    pub fn join_next_with_id(
        &mut self,
    ) -> impl Future<Output = Option<Result<(Id, T), JoinError>>> {
        let place = runtime::here();
        poll_fn(move |context| {
            self.poll_next(context, place)
                .map(|next| next.map(|(id, result)| result.map(|output| (id, output))))
        })
    }

    /// The output of a task that has ended.
    #[track_caller]
    pub fn try_join_next(&mut self) -> Option<Result<T, JoinError>> {
        self.try_join_next_at(runtime::here())
            .map(|(_, result)| result)
    }

    /// As [`JoinSet::try_join_next`], with the task's identifier.
    #[track_caller]
    pub fn try_join_next_with_id(&mut self) -> Option<Result<(Id, T), JoinError>> {
        self.try_join_next_at(runtime::here())
            .map(|(id, result)| result.map(|output| (id, output)))
    }

    fn try_join_next_at(&mut self, place: Place) -> Option<(Id, Result<T, JoinError>)> {
        self.reach(place, "looks whether a task of its set has ended");
        let taken = self.take_first(place);
        if taken.is_none() {
            runtime::idle();
        }
        taken
    }

    /// Polls for a task that has ended.
    #[track_caller]
    pub fn poll_join_next(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<T, JoinError>>> {
        self.poll_next(context, runtime::here())
            .map(|next| next.map(|(_, result)| result))
    }

    fn poll_next(
        &mut self,
        context: &mut Context<'_>,
        place: Place,
    ) -> Poll<Option<(Id, Result<T, JoinError>)>> {
        self.reach(place, WAITS);
        if self.handles.is_empty() {
            return Poll::Ready(None);
        }
        if let Some(taken) = self.take_first(place) {
            return Poll::Ready(Some(taken));
        }
        for handle in &self.handles {
            handle.header().wake_at_end(context.waker());
        }
        awaits(ObjectId::NONE, place, WAITS);
        Poll::Pending
    }

    fn reach(&self, place: Place, what: &'static str) {
        reach(Operation::on(ObjectId::NONE, Access::Write, place, what));
        for handle in &self.handles {
            runtime::touch(handle.header().object(), Access::Write);
        }
    }

    /// Takes the task that ended first out of the set.
    fn take_first(&mut self, place: Place) -> Option<(Id, Result<T, JoinError>)> {
        let ended = |handle: &JoinHandle<T>| handle.header().finished();
        let (_, first) = self
            .handles
            .iter()
            .enumerate()
            .filter_map(|(index, handle)| Some((ended(handle)?, index)))
            .min()?;
        let handle = self.handles.remove(first);
        let result = handle.take(place)?;
        Some((handle.id(), result))
    }

    /// Waits for all tasks; their outputs in the order in which they ended.
    ///
    /// # Panics
    /// When a task did; was it cancelled, too.
    #[track_caller]
    pub fn join_all(mut self) -> impl Future<Output = Vec<T>> {
        let place = runtime::here();
        async move {
            let mut outputs = Vec::with_capacity(self.len());
            while let Some((_, result)) = poll_fn(|context| self.poll_next(context, place)).await {
                match result {
                    Ok(output) => outputs.push(output),
                    Err(error) if error.is_panic() => {
                        let payload = error.into_panic();
                        runtime::mark_panicking(&*payload);
                        std::panic::resume_unwind(payload)
                    }
                    Err(error) => panic!("{error}"),
                }
            }
            outputs
        }
    }

    /// Aborts all tasks and waits for their ends.
    #[track_caller]
    pub fn shutdown(&mut self) -> impl Future<Output = ()> {
        let place = runtime::here();
        self.abort_all_at(place);
        async move {
            while poll_fn(|context| self.poll_next(context, place))
                .await
                .is_some()
            {}
        }
    }

    /// Aborts all tasks; they stay in the set.
    #[track_caller]
    pub fn abort_all(&mut self) {
        self.abort_all_at(runtime::here());
    }

    fn abort_all_at(&self, place: Place) {
        for handle in &self.handles {
            abort(handle.header(), place);
        }
    }

    /// Takes all tasks out of the set without aborting them.
    pub fn detach_all(&mut self) {
        self.handles.clear();
    }
}

impl<T> Drop for JoinSet<T> {
    fn drop(&mut self) {
        if !runtime::is_active() {
            return;
        }
        for handle in &self.handles {
            let header = Rc::clone(handle.header());
            if header.finished().is_none() {
                abort(&header, header.place());
            }
        }
    }
}

impl<T> Default for JoinSet<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> fmt::Debug for JoinSet<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinSet").field("len", &self.len()).finish()
    }
}

impl<T, F> FromIterator<F> for JoinSet<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    #[track_caller]
    fn from_iter<I: IntoIterator<Item = F>>(futures: I) -> Self {
        let mut set = Self::new();
        set.extend(futures);
        set
    }
}

impl<T, F> Extend<F> for JoinSet<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    #[track_caller]
    fn extend<I: IntoIterator<Item = F>>(&mut self, futures: I) {
        for future in futures {
            self.spawn(future);
        }
    }
}
