//! `crossbeam::thread`: threads that may borrow, because they end before the scope does.
//!
//! # Why each schedule is a real one
//!
//! [`crossbeam::thread::scope`](https://docs.rs/crossbeam/latest/crossbeam/thread/fn.scope.html) waits for all its threads and returns the panics of those that nobody joined as an error.

use std::any::Any;
use std::cell::RefCell;
use std::fmt;
use std::io;
use std::marker::PhantomData;
use std::rc::Rc;

use interleave::{Place, runtime};
use interleave_std::thread::{Builder, JoinHandle, Thread};

type Result<T> = std::result::Result<T, Box<dyn Any + Send + 'static>>;

/// A handle that the scope joins, unless the program did.
type Left = Rc<RefCell<Option<Box<dyn FnOnce(Place) -> Result<()>>>>>;

/// A scope in which threads are started.
pub struct Scope<'env> {
    left: RefCell<Vec<Left>>,
    env: PhantomData<&'env mut &'env ()>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Sync for Scope<'_> {}
// SAFETY: see above.
unsafe impl Send for Scope<'_> {}

/// Runs `f`, then waits for all threads it started.
///
/// # Errors
/// What threads panicked with that the program did not join itself.
///
/// # Panics
/// When `f` does.
#[track_caller]
pub fn scope<'env, F, R>(f: F) -> Result<R>
where
    F: FnOnce(&Scope<'env>) -> R,
{
    let scope = Scope {
        left: RefCell::new(Vec::new()),
        env: PhantomData,
    };
    let place = runtime::here();
    let result = runtime::catch_thread(|| f(&scope));
    let mut panics = Vec::new();
    loop {
        let next = scope.left.borrow_mut().pop();
        let Some(left) = next else { break };
        let join = left.borrow_mut().take();
        if let Some(Err(payload)) = join.map(|join| join(place)) {
            panics.push(payload);
        }
    }
    match result {
        Err(payload) => {
            runtime::mark_panicking(&*payload);
            std::panic::resume_unwind(payload)
        }
        Ok(value) if panics.is_empty() => Ok(value),
        Ok(_) => Err(Box::new(panics)),
    }
}

impl<'env> Scope<'env> {
    /// Starts a thread.
    #[track_caller]
    pub fn spawn<'scope, F, T>(&'scope self, f: F) -> ScopedJoinHandle<'scope, T>
    where
        F: FnOnce(&Self) -> T + Send + 'env,
        T: Send + 'env,
    {
        self.builder()
            .spawn(f)
            .expect("there is always room for one more thread")
    }

    /// Settings of a new thread.
    pub const fn builder<'scope>(&'scope self) -> ScopedThreadBuilder<'scope, 'env> {
        ScopedThreadBuilder {
            scope: self,
            builder: Builder::new(),
        }
    }
}

impl fmt::Debug for Scope<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("Scope { .. }")
    }
}

/// Settings of a new thread of a scope.
#[derive(Debug)]
#[must_use = "must eventually spawn the thread"]
pub struct ScopedThreadBuilder<'scope, 'env> {
    scope: &'scope Scope<'env>,
    builder: Builder,
}

impl<'scope, 'env> ScopedThreadBuilder<'scope, 'env> {
    /// Names the thread.
    pub fn name(mut self, name: String) -> Self {
        self.builder = self.builder.name(name);
        self
    }

    /// Sets the size of the stack in bytes.
    pub fn stack_size(mut self, bytes: usize) -> Self {
        self.builder = self.builder.stack_size(bytes);
        self
    }

    /// Starts the thread.
    ///
    /// # Errors
    /// Never.
    #[track_caller]
    pub fn spawn<F, T>(self, f: F) -> io::Result<ScopedJoinHandle<'scope, T>>
    where
        F: FnOnce(&Scope<'env>) -> T + Send + 'env,
        T: Send + 'env,
    {
        let scope = self.scope;
        // SAFETY: `scope` does not return before every thread has ended.
        let handle = unsafe { self.builder.spawn_unchecked(move || f(scope)) }?;
        let thread = handle.thread().clone();
        let result: Rc<RefCell<Option<T>>> = Rc::new(RefCell::new(None));
        let kept = Rc::clone(&result);
        let join: Box<dyn FnOnce(Place) -> Result<()> + '_> =
            Box::new(move |place| join(handle, &kept, place));
        // SAFETY: only the lifetime changes; the scope calls or drops it before it returns.
        let join: Box<dyn FnOnce(Place) -> Result<()>> = unsafe { std::mem::transmute(join) };
        let left: Left = Rc::new(RefCell::new(Some(join)));
        scope.left.borrow_mut().push(Rc::clone(&left));
        Ok(ScopedJoinHandle {
            left,
            result,
            thread,
            scope: PhantomData,
        })
    }
}

fn join<T>(handle: JoinHandle<T>, result: &RefCell<Option<T>>, place: Place) -> Result<()> {
    *result.borrow_mut() = Some(handle.__join_at(place)?);
    Ok(())
}

/// A thread of a scope, and the right to wait for its end.
pub struct ScopedJoinHandle<'scope, T> {
    left: Left,
    result: Rc<RefCell<Option<T>>>,
    thread: Thread,
    scope: PhantomData<&'scope ()>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl<T> Send for ScopedJoinHandle<'_, T> {}
// SAFETY: see above.
unsafe impl<T> Sync for ScopedJoinHandle<'_, T> {}

impl<T> ScopedJoinHandle<'_, T> {
    /// Waits for the end.
    ///
    /// # Errors
    /// What the thread panicked with.
    ///
    /// # Panics
    /// Never: only this takes the output.
    #[track_caller]
    pub fn join(self) -> Result<T> {
        let join = self
            .left
            .borrow_mut()
            .take()
            .expect("only the end of the scope joins it otherwise");
        join(runtime::here())?;
        Ok(self
            .result
            .take()
            .expect("an ended thread has left its result"))
    }

    /// The thread.
    #[must_use]
    pub const fn thread(&self) -> &Thread {
        &self.thread
    }
}

impl<T> fmt::Debug for ScopedJoinHandle<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("ScopedJoinHandle { .. }")
    }
}
