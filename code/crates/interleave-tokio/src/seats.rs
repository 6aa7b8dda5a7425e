//! The workers of a runtime, as seats: a task sits on one while it is polled.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use interleave::runtime::{self, Locals};
use interleave::{Object, ObjectId, Place, TaskId};

use crate::context;

/// Workers.
pub(crate) struct Seats {
    object: Object,
    /// Who sits where.
    taken: RefCell<Vec<Option<TaskId>>>,
    /// Thread-local values of each worker while nobody sits there.
    locals: RefCell<Vec<Locals>>,
    /// Whether tasks run only while a thread is inside `block_on`.
    needs_driver: bool,
    /// Threads inside `block_on` of a runtime that needs one.
    pub(crate) drivers: Cell<usize>,
    /// For a `LocalSet`: its tasks run on the thread that waits for it.
    pub(crate) host: RefCell<Option<Rc<Seats>>>,
    /// The host's seat on which the only one of these stands.
    hosted: Cell<usize>,
    name: &'static str,
}

impl Seats {
    pub(crate) fn new(count: usize, needs_driver: bool, created: Place) -> Self {
        let name = match count {
            1 if needs_driver => "the thread of the runtime",
            1 => "the only worker of the runtime",
            _ => "the workers of the runtime",
        };
        Self::named(name, count, needs_driver, created)
    }

    /// The one thread on which the tasks of a `LocalSet` run.
    pub(crate) fn of_local_set(created: Place) -> Self {
        Self::named("the thread of the local set", 1, true, created)
    }

    fn named(name: &'static str, count: usize, needs_driver: bool, created: Place) -> Self {
        Self {
            object: Object::at(created),
            taken: RefCell::new(vec![None; count]),
            locals: RefCell::new((0..count).map(|_| Locals::new()).collect()),
            needs_driver,
            drivers: Cell::new(0),
            host: RefCell::new(None),
            hosted: Cell::new(0),
            name,
        }
    }

    pub(crate) fn id(&self, place: Place) -> ObjectId {
        let id = self.object.id("workers", place, &[]);
        runtime::name_object(id, || self.name.to_owned());
        id
    }

    pub(crate) fn is_free(&self) -> bool {
        (!self.needs_driver || self.drivers.get() > 0)
            && self.taken.borrow().contains(&None)
            && self
                .host
                .borrow()
                .as_ref()
                .is_none_or(|host| host.is_free())
    }

    /// Sits down; the number of the seat.
    pub(crate) fn take(&self) -> usize {
        let free = self.take_as_worker();
        match &*self.host.borrow() {
            Some(host) => self.hosted.set(host.take()),
            None => self.exchange(free),
        }
        free
    }

    /// As [`Seats::take`], for the thread that becomes the worker: its thread-local values are already its own.
    pub(crate) fn take_as_worker(&self) -> usize {
        let mut taken = self.taken.borrow_mut();
        let free = taken
            .iter()
            .position(Option::is_none)
            .expect("the caller waited for a free seat");
        taken[free] = Some(runtime::current());
        free
    }

    pub(crate) fn leave(&self, seat: usize) {
        match &*self.host.borrow() {
            Some(host) => host.leave(self.hosted.get()),
            None => self.exchange(seat),
        }
        self.leave_as_worker(seat);
    }

    /// As [`Seats::leave`], for the thread that was the worker and takes its thread-local values along.
    pub(crate) fn leave_as_worker(&self, seat: usize) {
        self.taken.borrow_mut()[seat] = None;
    }

    /// What keeps the workers busy, in words, for a task that waited for one of them.
    pub(crate) fn excuses(&self) -> Vec<(TaskId, &'static str, Place)> {
        let taken = self.taken.borrow();
        taken
            .iter()
            .flatten()
            .filter_map(|task| runtime::pending(*task).map(|(what, place)| (*task, what, place)))
            .collect()
    }

    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    fn exchange(&self, seat: usize) {
        runtime::exchange_locals(&mut self.locals.borrow_mut()[seat], context::key());
    }
}
