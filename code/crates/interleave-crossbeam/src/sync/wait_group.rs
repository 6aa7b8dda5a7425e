//! `WaitGroup`.
//!
//! # Why each schedule is a real one
//!
//! [`WaitGroup`](https://docs.rs/crossbeam/latest/crossbeam/sync/struct.WaitGroup.html): `wait` returns once all clones are dropped, and a drop happens before that return.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, runtime};

/// Waits until all its clones are gone.
pub struct WaitGroup(Rc<Inner>);

struct Inner {
    object: Object,
    members: Cell<usize>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for WaitGroup {}
// SAFETY: see above.
unsafe impl Sync for WaitGroup {}

impl WaitGroup {
    /// A group of one.
    #[track_caller]
    #[must_use]
    pub fn new() -> Self {
        Self(Rc::new(Inner {
            object: Object::new(),
            members: Cell::new(1),
        }))
    }

    /// Leaves the group and waits until all others have left.
    #[track_caller]
    pub fn wait(self) {
        let place = runtime::here();
        let inner = Rc::clone(&self.0);
        drop(self);
        let id = inner.id(place);
        runtime::wait(
            Operation::on(id, Access::Write, place, "waits for the others of {object}"),
            &|| inner.members.get() == 0,
        );
        runtime::acquire(id);
        runtime::event(place, id, Fact::Wakes, || {
            "has waited for the others of {object}".to_owned()
        });
    }

    fn leave(&self, place: Place) {
        let inner = &self.0;
        if runtime::is_active() {
            let id = inner.id(place);
            runtime::step(Operation::on(id, Access::Write, place, "leaves {object}"));
            runtime::release(id);
            let left = inner.members.get() - 1;
            runtime::event(place, id, Fact::Plain, || {
                format!("leaves {{object}} ({left} still in it)")
            });
        }
        inner.members.set(inner.members.get() - 1);
    }
}

impl Inner {
    fn id(&self, place: Place) -> ObjectId {
        self.object.id("wait group", place, &[])
    }
}

impl Clone for WaitGroup {
    fn clone(&self) -> Self {
        self.0.members.set(self.0.members.get() + 1);
        Self(Rc::clone(&self.0))
    }
}

impl Drop for WaitGroup {
    fn drop(&mut self) {
        self.leave(self.0.object.created());
    }
}

impl Default for WaitGroup {
    #[track_caller]
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for WaitGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitGroup")
            .field("count", &self.0.members.get())
            .finish()
    }
}
