//! `LazyLock`: a value made at its first use; if that panics, every later use does.
//!
//! # Why each schedule is a real one
//!
//! [`std::sync::LazyLock`](https://doc.rust-lang.org/std/sync/struct.LazyLock.html): whoever comes first runs the closure, all others block until it is done, and a panic poisons it for good.

use std::cell::Cell;
use std::fmt;
use std::ops::Deref;

use interleave::{Region, runtime};

use super::once::OnceLock;

/// A value that is made at its first use.
pub struct LazyLock<T, F = fn() -> T> {
    value: OnceLock<T>,
    init: Cell<Option<F>>,
}

// SAFETY: as for the real one; all explored threads share one OS thread, and `init` is taken by the one that initializes.
unsafe impl<T: Send + Sync, F: Send> Sync for LazyLock<T, F> {}

impl<T, F: FnOnce() -> T> LazyLock<T, F> {
    /// A value that `init` will make.
    #[track_caller]
    pub const fn new(init: F) -> Self {
        Self {
            value: OnceLock::new(),
            init: Cell::new(Some(init)),
        }
    }

    /// The value, made first if need be.
    #[track_caller]
    pub fn force(this: &Self) -> &T {
        let place = runtime::here();
        this.value
            .fill_with(place, &[Region::of(this.init.as_ptr())], || {
                let Some(init) = this.init.take() else {
                    panic!("LazyLock instance has previously been poisoned")
                };
                init()
            });
        this.value.get_filled()
    }
}

impl<T, F: FnOnce() -> T> Deref for LazyLock<T, F> {
    type Target = T;
    #[track_caller]
    fn deref(&self) -> &T {
        Self::force(self)
    }
}

impl<T: Default> Default for LazyLock<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new(T::default)
    }
}

impl<T: fmt::Debug, F> fmt::Debug for LazyLock<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.value.fmt(f)
    }
}
