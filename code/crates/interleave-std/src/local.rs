//! `LocalKey`: one value per explored thread.
//!
//! # Why each schedule is a real one
//!
//! [`LocalKey`](https://doc.rust-lang.org/std/thread/struct.LocalKey.html): made at the first use in each thread, dropped with the thread. That destructors may not run at all
//! on the main thread is not explored.

use std::cell::{Cell, RefCell};
use std::fmt;
use std::rc::Rc;
use std::thread::AccessError;

use interleave::runtime;

/// A key of thread-local storage.
pub struct LocalKey<T: 'static> {
    identity: &'static u8,
    init: fn() -> T,
}

impl<T: 'static> LocalKey<T> {
    #[doc(hidden)]
    #[must_use]
    pub const fn __new(identity: &'static u8, init: fn() -> T) -> Self {
        Self { identity, init }
    }

    fn value(&'static self) -> Rc<T> {
        // The compiler may merge equal statics and equal functions, hardly both; the type in the slot is checked as well.
        let address =
            std::ptr::from_ref(self.identity) as usize ^ (self.init as usize).rotate_left(17);
        let known = runtime::with_local(address, |slot| {
            slot.as_ref()
                .and_then(|slot| slot.downcast_ref::<Rc<T>>())
                .map(Rc::clone)
        });
        known.unwrap_or_else(|| {
            let value = Rc::new((self.init)());
            runtime::with_local(address, |slot| *slot = Some(Box::new(Rc::clone(&value))));
            value
        })
    }

    /// Runs `f` on this thread's value, making it first if need be.
    pub fn with<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        f(&self.value())
    }

    /// As [`LocalKey::with`].
    ///
    /// # Errors
    /// Never: values stay until their thread has ended.
    pub fn try_with<F, R>(&'static self, f: F) -> Result<R, AccessError>
    where
        F: FnOnce(&T) -> R,
    {
        Ok(f(&self.value()))
    }
}

impl<T: 'static> LocalKey<Cell<T>> {
    /// Sets the value.
    pub fn set(&'static self, value: T) {
        self.value().set(value);
    }

    /// A copy of the value.
    pub fn get(&'static self) -> T
    where
        T: Copy,
    {
        self.with(Cell::get)
    }

    /// Takes the value.
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(Cell::take)
    }

    /// Replaces the value.
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> LocalKey<RefCell<T>> {
    /// Runs `f` on the borrowed value.
    pub fn with_borrow<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&T) -> R,
    {
        self.with(|cell| f(&cell.borrow()))
    }

    /// Runs `f` on the mutably borrowed value.
    pub fn with_borrow_mut<F, R>(&'static self, f: F) -> R
    where
        F: FnOnce(&mut T) -> R,
    {
        self.with(|cell| f(&mut cell.borrow_mut()))
    }

    /// Sets the value.
    pub fn set(&'static self, value: T) {
        self.with(|cell| *cell.borrow_mut() = value);
    }

    /// Takes the value.
    pub fn take(&'static self) -> T
    where
        T: Default,
    {
        self.with(RefCell::take)
    }

    /// Replaces the value.
    pub fn replace(&'static self, value: T) -> T {
        self.with(|cell| cell.replace(value))
    }
}

impl<T: 'static> fmt::Debug for LocalKey<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LocalKey").finish_non_exhaustive()
    }
}
