//! `OnceCell`.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::OnceCell`](https://docs.rs/tokio/latest/tokio/sync/struct.OnceCell.html): one initializer at a time; when it is cancelled, fails or panics, one of the waiting ones tries instead.

use std::fmt;
use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};

use interleave::{Access, Fact, ObjectId, Operation, Place, runtime};
use tokio::sync as real;
use tokio::sync::SetError;

use crate::shared::{Shared, reach, watch_while};

const WAITS: &str = "waits until {object} is initialized";

/// A value that is written once.
pub struct OnceCell<T> {
    real: Shared<real::OnceCell<T>>,
}

impl<T> OnceCell<T> {
    /// An empty cell.
    #[track_caller]
    #[must_use]
    pub fn new() -> Self {
        Self {
            real: Shared::at(real::OnceCell::new(), runtime::here()),
        }
    }

    /// As [`OnceCell::new`], in a constant.
    #[track_caller]
    #[must_use]
    pub const fn const_new() -> Self {
        Self {
            real: Shared::at(real::OnceCell::const_new(), std::panic::Location::caller()),
        }
    }

    /// A cell with a value, if there is one.
    #[track_caller]
    #[must_use]
    pub fn new_with(value: Option<T>) -> Self {
        Self {
            real: Shared::at(real::OnceCell::new_with(value), runtime::here()),
        }
    }

    fn id(&self, place: Place) -> ObjectId {
        self.real.id("cell", place)
    }

    fn look(&self, place: Place) -> ObjectId {
        let id = self.id(place);
        reach(Operation::on(id, Access::Read, place, "looks at {object}"));
        runtime::acquire(id);
        id
    }

    /// The value, if it is there.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        self.look(runtime::here());
        self.real.get()
    }

    /// The value, through exclusive access.
    pub fn get_mut(&mut self) -> Option<&mut T> {
        self.real.get_mut().get_mut()
    }

    /// Whether there is a value.
    #[track_caller]
    pub fn initialized(&self) -> bool {
        self.look(runtime::here());
        self.real.initialized()
    }

    /// Writes the value.
    ///
    /// # Errors
    /// When there is one, or somebody is about to write it.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), SetError<T>> {
        let place = runtime::here();
        let id = self.id(place);
        reach(Operation::on(id, Access::Write, place, "sets {object}"));
        let result = self.real.set(value);
        runtime::release(id);
        runtime::event(place, id, Fact::Plain, || {
            if result.is_ok() {
                "sets {object}"
            } else {
                "sets {object}: too late"
            }
            .to_owned()
        });
        result
    }

    /// The value; the first one to ask makes it, the others wait.
    #[track_caller]
    pub fn get_or_init<F, Fut>(&self, init: F) -> impl Future<Output = &T>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = T>,
    {
        let place = runtime::here();
        async move {
            let id = self.id(place);
            let begun = &AtomicBool::new(false);
            let init = || async move {
                begun.store(true, Ordering::Relaxed);
                runtime::event(place, id, Fact::Plain, || {
                    "begins to initialize {object}".to_owned()
                });
                let value = init().await;
                runtime::release(id);
                runtime::event(place, id, Fact::Plain, || {
                    "has initialized {object}".to_owned()
                });
                value
            };
            let waits = || !begun.load(Ordering::Relaxed);
            watch_while(id, place, WAITS, &waits, self.real.get_or_init(init)).await
        }
    }

    /// As [`OnceCell::get_or_init`]; the next one to ask tries again after an error.
    ///
    /// # Errors
    /// What `init` says.
    #[track_caller]
    pub fn get_or_try_init<E, F, Fut>(&self, init: F) -> impl Future<Output = Result<&T, E>>
    where
        F: FnOnce() -> Fut,
        Fut: Future<Output = Result<T, E>>,
    {
        let place = runtime::here();
        async move {
            let id = self.id(place);
            let begun = &AtomicBool::new(false);
            let init = || async move {
                begun.store(true, Ordering::Relaxed);
                runtime::event(place, id, Fact::Plain, || {
                    "begins to initialize {object}".to_owned()
                });
                let result = init().await;
                runtime::release(id);
                runtime::event(place, id, Fact::Plain, || {
                    if result.is_ok() {
                        "has initialized {object}"
                    } else {
                        "fails to initialize {object}"
                    }
                    .to_owned()
                });
                result
            };
            let waits = || !begun.load(Ordering::Relaxed);
            watch_while(id, place, WAITS, &waits, self.real.get_or_try_init(init)).await
        }
    }

    /// The value.
    pub fn into_inner(self) -> Option<T> {
        self.real.into_inner().into_inner()
    }

    /// Takes the value, through exclusive access.
    pub fn take(&mut self) -> Option<T> {
        self.real.get_mut().take()
    }
}

impl<T> Default for OnceCell<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<T> for OnceCell<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new_with(Some(value))
    }
}

impl<T: fmt::Debug> fmt::Debug for OnceCell<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
