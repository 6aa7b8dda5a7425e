//! `SetOnce`.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::SetOnce`](https://docs.rs/tokio/latest/tokio/sync/struct.SetOnce.html): one `set` succeeds, the others get their value back; `wait` returns the value, also when it was set
//! before. `wait` is cancel safe.

use std::fmt;
use std::future::Future;

use interleave::{Access, Fact, ObjectId, Operation, Place, runtime};
use tokio::sync as real;
use tokio::sync::SetOnceError;

use crate::shared::{Shared, reach, watch};

/// A value that is set once and that others wait for.
pub struct SetOnce<T> {
    real: Shared<real::SetOnce<T>>,
}

impl<T> SetOnce<T> {
    /// Without a value.
    #[track_caller]
    #[must_use]
    pub fn new() -> Self {
        Self::new_with(None)
    }

    /// As [`SetOnce::new`], in a constant.
    #[track_caller]
    #[must_use]
    pub const fn const_new() -> Self {
        Self {
            real: Shared::at(real::SetOnce::const_new(), std::panic::Location::caller()),
        }
    }

    /// With a value, if there is one.
    #[track_caller]
    #[must_use]
    pub fn new_with(value: Option<T>) -> Self {
        Self {
            real: Shared::at(real::SetOnce::new_with(value), runtime::here()),
        }
    }

    fn look(&self, place: Place) -> ObjectId {
        let id = self.real.id("cell", place);
        reach(Operation::on(id, Access::Read, place, "looks at {object}"));
        runtime::acquire(id);
        id
    }

    /// Whether there is a value.
    #[track_caller]
    pub fn initialized(&self) -> bool {
        self.look(runtime::here());
        self.real.initialized()
    }

    /// The value, if it is there.
    #[track_caller]
    pub fn get(&self) -> Option<&T> {
        self.look(runtime::here());
        self.real.get()
    }

    /// Sets the value and wakes all that wait for it.
    ///
    /// # Errors
    /// The value, when there is one already.
    #[track_caller]
    pub fn set(&self, value: T) -> Result<(), SetOnceError<T>> {
        let place = runtime::here();
        let id = self.real.id("cell", place);
        reach(Operation::on(id, Access::Write, place, "sets {object}"));
        runtime::release(id);
        let result = self.real.set(value);
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

    /// The value, as soon as it is set.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = &T> {
        const WAITS: &str = "waits until {object} is set";
        let place = runtime::here();
        async move {
            let id = self.real.id("cell", place);
            watch(id, place, WAITS, self.real.wait()).await
        }
    }

    /// The value.
    pub fn into_inner(self) -> Option<T> {
        self.real.into_inner().into_inner()
    }
}

impl<T> Default for SetOnce<T> {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl<T> From<T> for SetOnce<T> {
    #[track_caller]
    fn from(value: T) -> Self {
        Self::new_with(Some(value))
    }
}

impl<T: fmt::Debug> fmt::Debug for SetOnce<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.real.fmt(f)
    }
}
