//! What surrounds each of tokio's own synchronization types: identity, scheduling points, words.

use std::cell::UnsafeCell;
use std::fmt;
use std::future::{Future, poll_fn};
use std::ops::Deref;
use std::pin::pin;
use std::task::Poll;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, runtime};

use crate::context;

/// One of tokio's types with an identity.
pub struct Shared<T: ?Sized> {
    object: Object,
    /// In a cell, because the value is restored between executions when it lies in a static.
    value: UnsafeCell<T>,
}

// SAFETY: only shared references to the value are given out, so this is as safe to share as the value itself.
unsafe impl<T: ?Sized + Sync> Sync for Shared<T> {}

impl<T> Shared<T> {
    /// Wraps a value that was made at a place of the program.
    pub const fn at(value: T, created: Place) -> Self {
        Self {
            object: Object::at(created),
            value: UnsafeCell::new(value),
        }
    }

    /// The value alone.
    pub fn into_inner(self) -> T {
        self.value.into_inner()
    }
}

impl<T: ?Sized> Shared<T> {
    /// Its identity in this execution.
    pub fn id(&self, kind: &'static str, place: Place) -> ObjectId {
        self.object.id(kind, place, &[Region::of(self.value.get())])
    }

    /// Where it was made.
    pub const fn created(&self) -> Place {
        self.object.created()
    }

    /// Exclusive access.
    pub fn get_mut(&mut self) -> &mut T {
        self.value.get_mut()
    }
}

impl<T: ?Sized> Deref for Shared<T> {
    type Target = T;
    fn deref(&self) -> &T {
        // SAFETY: exclusive references are only made through `&mut self`; the engine restores statics between executions.
        unsafe { &*self.value.get() }
    }
}

impl<T: ?Sized + fmt::Debug> fmt::Debug for Shared<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// A scheduling point before an operation, unless the poll it belongs to has only just begun.
pub fn reach(operation: Operation) {
    match context::root() {
        Some(root) => root.reach(operation),
        None => runtime::step(operation),
    }
}

/// Notes what the running poll waits for.
pub fn awaits(object: ObjectId, place: Place, what: &'static str) {
    if let Some(root) = context::root() {
        root.awaits(object, place, what);
    }
}

/// Awaits a future of tokio's, with a scheduling point before each poll. Knows afterwards what others left with the object.
pub async fn watch<F: Future>(
    object: ObjectId,
    place: Place,
    what: &'static str,
    future: F,
) -> F::Output {
    watch_while(object, place, what, &|| true, future).await
}

/// As [`watch`], for a future that waits for the object only while `waits` says so, and otherwise for something inside it.
pub(crate) async fn watch_while<F: Future>(
    object: ObjectId,
    place: Place,
    what: &'static str,
    waits: &(dyn Fn() -> bool + Sync),
    future: F,
) -> F::Output {
    let mut future = pin!(future);
    poll_fn(move |context| {
        reach(Operation::on(object, Access::Write, place, what));
        let polled = future.as_mut().poll(context);
        match polled {
            Poll::Ready(_) => runtime::acquire(object),
            Poll::Pending if waits() => awaits(object, place, what),
            Poll::Pending => {}
        }
        polled
    })
    .await
}

/// Something held until it is dropped: a lock, a permit. Comes before the real guard in a struct, so that it tells first.
#[derive(Debug)]
pub struct Held {
    object: ObjectId,
    place: Place,
    what: &'static str,
}

impl Held {
    /// To be made right after it was acquired; `what` is said when it is dropped.
    pub fn new(object: ObjectId, place: Place, what: &'static str) -> Self {
        Self {
            object,
            place,
            what,
        }
    }

    /// It is never given back, or by somebody else.
    pub(crate) fn forget(mut self) {
        self.what = "";
    }

    /// Another part of the same.
    pub(crate) fn again(&self) -> Self {
        Self { ..*self }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        if self.what.is_empty() || !runtime::is_active() {
            return;
        }
        if runtime::releases_are_visible() {
            reach(Operation::on(
                self.object,
                Access::Write,
                self.place,
                self.what,
            ));
        }
        runtime::release(self.object);
        runtime::event(self.place, self.object, Fact::Releases, || {
            self.what.to_owned()
        });
    }
}

/// Tells of a failed try.
pub(crate) fn failed(object: ObjectId, place: Place, what: &'static str) {
    runtime::event(place, object, Fact::Plain, || what.to_owned());
    runtime::idle();
}
