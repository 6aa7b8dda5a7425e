//! Handles: `JoinHandle`, `Thread`, parking.
//!
//! # Why each schedule is a real one
//!
//! [`park`](https://doc.rust-lang.org/std/thread/fn.park.html): a token that is there lets it return at once and is used up, several `unpark`s leave one token, and an `unpark` happens before
//! the `park` that it ends. "It may also return spuriously, without consuming the token". `is_finished` may be true before `join` would return, never the other way round.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::marker::PhantomData;
use std::rc::Rc;
use std::time::Duration;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, TaskId, Wake, runtime};

/// Where a thread leaves its result.
pub(crate) type Packet<T> = Rc<RefCell<Option<Result<T, Box<dyn Any + Send>>>>>;

/// A thread, and the right to wait for its end.
pub struct JoinHandle<T> {
    pub(crate) thread: Thread,
    pub(crate) packet: Packet<T>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl<T> Send for JoinHandle<T> {}
// SAFETY: see above.
unsafe impl<T> Sync for JoinHandle<T> {}

impl<T> JoinHandle<T> {
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
    pub fn join(self) -> Result<T, Box<dyn Any + Send + 'static>> {
        join(self.thread.task, &self.packet, runtime::here())
    }

    /// As [`JoinHandle::join`], at a place that another facade passes on.
    #[doc(hidden)]
    pub fn __join_at(self, place: Place) -> Result<T, Box<dyn Any + Send + 'static>> {
        join(self.thread.task, &self.packet, place)
    }

    /// Whether the thread has ended.
    #[track_caller]
    #[must_use]
    pub fn is_finished(&self) -> bool {
        is_finished(self.thread.task, runtime::here())
    }
}

pub(crate) fn join<T>(
    task: TaskId,
    packet: &Packet<T>,
    place: Place,
) -> Result<T, Box<dyn Any + Send>> {
    runtime::join(task, place);
    runtime::observe_panic(task);
    packet
        .borrow_mut()
        .take()
        .expect("an ended thread has left its result")
}

pub(crate) fn is_finished(task: TaskId, place: Place) -> bool {
    runtime::step(Operation::on(
        runtime::object_of(task),
        Access::Read,
        place,
        "looks whether {object} has ended",
    ));
    let finished = runtime::is_finished(task);
    if !finished {
        runtime::idle();
    }
    finished
}

impl<T> fmt::Debug for JoinHandle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("JoinHandle").finish_non_exhaustive()
    }
}

/// A thread.
#[derive(Clone)]
pub struct Thread {
    pub(crate) task: TaskId,
    pub(crate) name: Option<Rc<str>>,
    parking: Rc<Parking>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Thread {}
// SAFETY: see above.
unsafe impl Sync for Thread {}

#[derive(Debug)]
struct Parking {
    object: Object,
    token: Cell<bool>,
    /// This thread's own handle was made, so that `current` gives the same parking place.
    id: Cell<ObjectId>,
}

impl Thread {
    pub(crate) fn new(task: TaskId, name: Option<Rc<str>>) -> Self {
        Self {
            task,
            name,
            parking: Rc::new(Parking {
                object: Object::new(),
                token: Cell::new(false),
                id: Cell::new(ObjectId::NONE),
            }),
        }
    }

    fn parking(&self, place: Place) -> ObjectId {
        let id = self.parking.object.id("parking", place, &[]);
        if self.parking.id.replace(id) != id {
            let task = self.task;
            runtime::name_object(id, || {
                format!(
                    "parking of {}",
                    runtime::name_of(task).unwrap_or_else(|| format!("T{}", task.index()))
                )
            });
        }
        id
    }

    /// Lets the thread's current or next `park` return.
    #[track_caller]
    pub fn unpark(&self) {
        let place = runtime::here();
        let id = self.parking(place);
        runtime::step(Operation::on(id, Access::Write, place, "unparks a thread"));
        let had = self.parking.token.replace(true);
        runtime::release(id);
        let task = self.task.index();
        runtime::event(place, id, Fact::Notifies(usize::from(!had)), || {
            let extra = if had {
                " (it had its token already)"
            } else {
                ""
            };
            format!("unparks {{task:{task}}}{extra}")
        });
    }

    /// The thread's identifier.
    #[must_use]
    pub const fn id(&self) -> ThreadId {
        ThreadId(self.task)
    }

    /// The thread's name.
    #[must_use]
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }
}

impl fmt::Debug for Thread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Thread")
            .field("id", &self.id())
            .field("name", &self.name())
            .finish_non_exhaustive()
    }
}

/// A thread's identifier.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ThreadId(TaskId);

impl fmt::Debug for ThreadId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ThreadId({})", self.0.index() + 1)
    }
}

static CURRENT: u8 = 0;

/// Makes `thread` the answer of [`current`] on the thread that calls this.
pub(crate) fn set_current(thread: Thread) {
    runtime::with_local(std::ptr::from_ref(&CURRENT) as usize, |slot| {
        *slot = Some(Box::new(thread))
    });
}

/// The running thread.
#[must_use]
pub fn current() -> Thread {
    runtime::with_local(std::ptr::from_ref(&CURRENT) as usize, |slot| {
        let slot = slot.get_or_insert_with(|| {
            let task = runtime::current();
            Box::new(Thread::new(task, runtime::name_of(task).map(Rc::from)))
        });
        slot.downcast_ref::<Thread>()
            .expect("only this module writes the slot")
            .clone()
    })
}

/// Waits for this thread's token. The standard library allows it to return without one; that is a choice.
#[track_caller]
pub fn park() {
    park_at(None, runtime::here());
}

/// As [`park`], at most for the given time.
#[track_caller]
pub fn park_timeout(limit: Duration) {
    let deadline = runtime::now().saturating_add(limit);
    park_at(Some(deadline), runtime::here());
}

fn park_at(deadline: Option<Duration>, place: Place) {
    let thread = current();
    let id = thread.parking(place);
    runtime::step(Operation::on(id, Access::Write, place, "parks"));
    let spurious =
        !thread.parking.token.get() && runtime::choose(interleave::ChoiceKind::Spurious, 2) == 1;
    if !thread.parking.token.get() {
        runtime::event(place, id, Fact::Sleeps, || "parks".to_owned());
    }
    let operation = Operation::on(id, Access::Write, place, "sleeps in park()");
    let wake = runtime::wait_until(operation, deadline, &|| {
        spurious || thread.parking.token.get()
    });
    if thread.parking.token.replace(false) {
        runtime::acquire(id);
        runtime::event(place, id, Fact::Wakes, || {
            "goes on: it was unparked".to_owned()
        });
    } else {
        let why = if wake == Wake::TimedOut {
            "its time is up"
        } else {
            "for no reason (spurious wake-up)"
        };
        runtime::event(place, id, Fact::Wakes, || format!("goes on: {why}"));
    }
}

/// Keeps the type's variance as the real one's.
pub(crate) type Invariant<'a> = PhantomData<&'a mut &'a ()>;
