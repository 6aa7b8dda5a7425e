//! `scope`: threads that may borrow, because they end before the scope does.
//!
//! # Why each schedule is a real one
//!
//! [`std::thread::scope`](https://doc.rust-lang.org/std/thread/fn.scope.html) waits for all its threads, panics when one that nobody joined did, and lets their ends happen before its own.
//! Their thread-local values may be dropped after the scope, which is not explored.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::rc::Rc;

use interleave::{Access, Object, ObjectId, Operation, TaskId, runtime};

use super::builder::{Builder, start};
use super::handle::{Invariant, Packet, Thread, is_finished, join};

/// A scope in which threads are started.
pub struct Scope<'scope, 'env: 'scope> {
    /// Written by the end of each thread.
    id: ObjectId,
    running: Rc<Cell<usize>>,
    threads: RefCell<Vec<TaskId>>,
    scope: Invariant<'scope>,
    env: PhantomData<&'env mut &'env ()>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Scope<'_, '_> {}
// SAFETY: see above.
unsafe impl Sync for Scope<'_, '_> {}

/// A thread of a scope, and the right to wait for its end.
pub struct ScopedJoinHandle<'scope, T> {
    thread: Thread,
    packet: Packet<T>,
    scope: PhantomData<&'scope ()>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
// SAFETY: see above.
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}

/// Runs `f`, then waits for all threads it started.
///
/// # Panics
/// When `f` does, or a thread that nobody joined did.
#[track_caller]
pub fn scope<'env, F, T>(f: F) -> T
where
    F: for<'scope> FnOnce(&'scope Scope<'scope, 'env>) -> T,
{
    let place = runtime::here();
    let id = Object::at(place).id("scope", place, &[]);
    let scope = Scope {
        id,
        running: Rc::new(Cell::new(0)),
        threads: RefCell::new(Vec::new()),
        scope: PhantomData,
        env: PhantomData,
    };
    let result = runtime::catch_thread(|| f(&scope));
    let running = &scope.running;
    runtime::wait(
        Operation::on(
            id,
            Access::Read,
            place,
            "waits for the threads of the scope",
        ),
        &|| running.get() == 0,
    );
    let mut panicked = false;
    for task in scope.threads.borrow().iter() {
        runtime::join(*task, place);
        let unseen = runtime::has_panicked(*task) && !runtime::is_panic_observed(*task);
        panicked |= unseen;
        runtime::observe_panic(*task);
    }
    match result {
        Err(payload) => {
            runtime::mark_panicking(&*payload);
            std::panic::resume_unwind(payload)
        }
        Ok(_) if panicked => panic!("a scoped thread panicked"),
        Ok(value) => value,
    }
}

impl<'scope, 'env> Scope<'scope, 'env> {
    /// Starts a thread.
    #[track_caller]
    pub fn spawn<F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let place = runtime::here();
        self.start(None, 0, f, place)
    }

    fn start<F, T>(
        &'scope self,
        name: Option<String>,
        stack_bytes: usize,
        f: F,
        place: interleave::Place,
    ) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        self.running.set(self.running.get() + 1);
        let running = Rc::clone(&self.running);
        let id = self.id;
        let ended = move || {
            runtime::touch(id, Access::Write);
            running.set(running.get() - 1);
        };
        // SAFETY: `scope` does not return before every thread has ended.
        let (thread, packet) = unsafe { start(name, stack_bytes, f, ended, place) };
        self.threads.borrow_mut().push(thread.task);
        ScopedJoinHandle {
            thread,
            packet,
            scope: PhantomData,
        }
    }
}

impl Builder {
    /// Starts a thread of a scope with these settings.
    ///
    /// # Errors
    /// Never.
    ///
    /// # Panics
    /// When the name contains a NUL byte.
    #[track_caller]
    pub fn spawn_scoped<'scope, 'env, F, T>(
        self,
        scope: &'scope Scope<'scope, 'env>,
        f: F,
    ) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce() -> T + Send + 'scope,
        T: Send + 'scope,
    {
        let place = runtime::here();
        let (name, stack_bytes) = self.parts();
        Ok(scope.start(name, stack_bytes, f, place))
    }
}

impl<T> ScopedJoinHandle<'_, T> {
    /// The thread.
    #[must_use]
    pub const fn thread(&self) -> &Thread {
        &self.thread
    }

    /// Waits for the end.
    ///
    /// # Errors
    /// What the thread panicked with.
    #[track_caller]
    pub fn join(self) -> std::thread::Result<T> {
        join(self.thread.task, &self.packet, runtime::here())
    }

    /// Whether the thread has ended.
    #[track_caller]
    #[must_use]
    pub fn is_finished(&self) -> bool {
        is_finished(self.thread.task, runtime::here())
    }
}

impl fmt::Debug for Scope<'_, '_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scope").finish_non_exhaustive()
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ScopedJoinHandle").finish_non_exhaustive()
    }
}
