//! Task-local values.

use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use interleave::runtime;

/// A key of task-local storage, made by `task_local!`.
pub struct LocalKey<T: 'static> {
    /// Gives each key an address of its own.
    _identity: u8,
    value: std::marker::PhantomData<fn() -> T>,
}

/// There is no value here.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AccessError(());

impl fmt::Display for AccessError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("task-local value not set")
    }
}

impl std::error::Error for AccessError {}

impl<T: 'static> LocalKey<T> {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new() -> Self {
        Self {
            _identity: 0,
            value: std::marker::PhantomData,
        }
    }

    fn exchange(&'static self, value: &mut Option<T>) {
        let address = std::ptr::from_ref(self) as usize;
        runtime::with_local(address, |slot| {
            let slot = slot.get_or_insert_with(|| Box::new(None::<T>));
            std::mem::swap(
                slot.downcast_mut::<Option<T>>()
                    .expect("only this key writes the slot"),
                value,
            );
        });
    }

    /// Gives the key a value while `future` is polled.
    pub fn scope<F: Future>(&'static self, value: T, future: F) -> TaskLocalFuture<T, F> {
        TaskLocalFuture {
            key: self,
            value: Some(value),
            future: Some(Box::pin(future)),
        }
    }

    /// Gives the key a value while `f` runs.
    ///
    /// # Panics
    /// When `f` does.
    #[track_caller]
    pub fn sync_scope<F, R>(&'static self, value: T, f: F) -> R
    where
        F: FnOnce() -> R,
    {
        let mut value = Some(value);
        let _swapped = Swapped::new(self, &mut value);
        f()
    }

    /// Runs `f` on the value.
    ///
    /// # Panics
    /// When there is none.
    #[track_caller]
    pub fn with<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.try_with(f)
            .expect("cannot access a task-local storage value without setting it first")
    }

    /// Runs `f` on the value.
    ///
    /// # Errors
    /// When there is none.
    pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError>
    where
        F: FnOnce(&T) -> R,
    {
        let mut value = None;
        self.exchange(&mut value);
        let result = value.as_ref().map(f).ok_or(AccessError(()));
        self.exchange(&mut value);
        result
    }

    /// A copy of the value.
    ///
    /// # Panics
    /// When there is none.
    #[track_caller]
    pub fn get(&'static self) -> T
    where
        T: Clone,
    {
        self.with(Clone::clone)
    }

    /// A copy of the value.
    ///
    /// # Errors
    /// When there is none.
    pub fn try_get(&'static self) -> Result<T, AccessError>
    where
        T: Clone,
    {
        self.try_with(Clone::clone)
    }
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad("LocalKey { .. }")
    }
}

/// Exchanges the value of a key until it is dropped.
struct Swapped<'a, T: 'static> {
    key: &'static LocalKey<T>,
    value: &'a mut Option<T>,
}

impl<'a, T: 'static> Swapped<'a, T> {
    fn new(key: &'static LocalKey<T>, value: &'a mut Option<T>) -> Self {
        key.exchange(value);
        Self { key, value }
    }
}

impl<T: 'static> Drop for Swapped<'_, T> {
    fn drop(&mut self) {
        self.key.exchange(self.value);
    }
}

/// A future with a value for a key.
pub struct TaskLocalFuture<T: 'static, F> {
    key: &'static LocalKey<T>,
    value: Option<T>,
    future: Option<Pin<Box<F>>>,
}

impl<T: 'static, F> Unpin for TaskLocalFuture<T, F> {}

impl<T: 'static, F> TaskLocalFuture<T, F> {
    /// Takes the value out.
    pub fn take_value(self: Pin<&mut Self>) -> Option<T> {
        self.get_mut().value.take()
    }
}

impl<T: 'static, F: Future> Future for TaskLocalFuture<T, F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<F::Output> {
        let this = self.get_mut();
        let polled;
        {
            let _swapped = Swapped::new(this.key, &mut this.value);
            let future = this
                .future
                .as_mut()
                .expect("`TaskLocalFuture` polled after completion");
            polled = future.as_mut().poll(context);
            if polled.is_ready() {
                this.future = None;
            }
        }
        polled
    }
}

impl<T: 'static, F> Drop for TaskLocalFuture<T, F> {
    fn drop(&mut self) {
        // The destructor of the future may look at the value.
        if let Some(future) = self.future.take() {
            let _swapped = Swapped::new(self.key, &mut self.value);
            drop(future);
        }
    }
}

impl<T: 'static, F> fmt::Debug for TaskLocalFuture<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskLocalFuture").finish_non_exhaustive()
    }
}
