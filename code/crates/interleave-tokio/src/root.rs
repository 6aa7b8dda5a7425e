//! A future at the root of a stack: a spawned task, or what a thread blocks on.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Wake, Waker};
use std::time::Duration;

use interleave::runtime;
use interleave::{Access, Fact, Object, ObjectId, Operation, Place, TaskId, Wake as Ended};

use crate::context;
use crate::seats::Seats;
use crate::timer::Timers;

/// What wakers set.
#[derive(Debug)]
pub(crate) struct Flag {
    object: Object,
    woken: Cell<bool>,
    /// Woken by itself while it was polled: it goes to the end of the queue.
    gave_way: Cell<bool>,
    polling: Cell<bool>,
    /// Since when it waits for a worker.
    woken_at: Cell<Duration>,
    pub(crate) cancelled: Cell<bool>,
    /// The dropping of its runtime or set waits for it: it needs no worker to be cancelled.
    pub(crate) evicted: Cell<bool>,
    ended: Cell<bool>,
    /// The task that polls, once known, and what it waits for when it was woken but not yet polled.
    waiting: Cell<Option<(TaskId, Operation)>>,
}

// SAFETY: all explored threads share one OS thread.
unsafe impl Send for Flag {}
// SAFETY: see above.
unsafe impl Sync for Flag {}

impl Flag {
    pub(crate) fn new(created: Place) -> Arc<Self> {
        Arc::new(Self {
            object: Object::at(created),
            woken: Cell::new(true),
            gave_way: Cell::new(false),
            polling: Cell::new(false),
            woken_at: Cell::new(runtime::clock()),
            cancelled: Cell::new(false),
            evicted: Cell::new(false),
            ended: Cell::new(false),
            waiting: Cell::new(None),
        })
    }

    fn id(&self) -> ObjectId {
        let id = self.object.id("waker", self.object.created(), &[]);
        // No trace shows it, so it must not take a name that the program's own things have.
        runtime::name_object(id, || "a waker".to_owned());
        id
    }

    pub(crate) fn cancel(&self) {
        self.cancelled.set(true);
        self.set();
    }

    /// Nothing is left to cancel.
    pub(crate) fn end(&self) {
        self.ended.set(true);
    }

    pub(crate) fn has_ended(&self) -> bool {
        self.ended.get()
    }

    pub(crate) fn evict(&self) {
        self.evicted.set(true);
        self.cancel();
    }

    fn set(&self) {
        if !runtime::is_active() {
            return;
        }
        let id = self.id();
        context::acts();
        runtime::release(id);
        runtime::touch(ObjectId::NONE, Access::Global);
        if self.woken.replace(true) {
            return;
        }
        self.woken_at.set(runtime::clock());
        if let Some((task, operation)) = self.waiting.get() {
            if self.polling.get() && runtime::current() == task {
                self.gave_way.set(true);
            } else if !self.polling.get() {
                runtime::revise(task, operation);
            }
        }
    }
}

impl Wake for Flag {
    fn wake(self: Arc<Self>) {
        self.set();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.set();
    }
}

/// So many times in a row a task may wake itself before it counts as one that spins.
const COURTESIES: u32 = 3;

/// Something that the future waits for.
#[derive(Clone, Copy, Debug)]
struct Awaited {
    object: ObjectId,
    place: Place,
    what: &'static str,
}

/// A future at the root of a stack.
pub(crate) struct Root {
    pub(crate) flag: Arc<Flag>,
    pub(crate) timers: Timers,
    pub(crate) place: Place,
    seats: Rc<Seats>,
    seat: Cell<Option<usize>>,
    awaited: RefCell<Vec<Awaited>>,
    /// How often in a row it woke itself.
    courtesies: Cell<u32>,
    /// The step and its touched objects when the poll began, until its first operation: that needs no scheduling point of its own.
    fresh: Cell<Option<(u32, usize)>>,
}

impl Root {
    /// A spawned task, or what a thread blocks on.
    pub(crate) fn new(flag: Arc<Flag>, seats: Rc<Seats>, place: Place) -> Rc<Self> {
        Rc::new(Self {
            flag,
            timers: Timers::default(),
            place,
            seats,
            seat: Cell::new(None),
            awaited: RefCell::new(Vec::new()),
            courtesies: Cell::new(0),
            fresh: Cell::new(None),
        })
    }

    pub(crate) fn waker(&self) -> Waker {
        Waker::from(Arc::clone(&self.flag))
    }

    /// Notes what the running poll waits for.
    pub(crate) fn awaits(&self, object: ObjectId, place: Place, what: &'static str) {
        self.awaited.borrow_mut().push(Awaited {
            object,
            place,
            what,
        });
    }

    /// A scheduling point before an operation, unless the poll has only just begun.
    pub(crate) fn reach(&self, operation: Operation) {
        if self.fresh.take() == Some((runtime::steps(), runtime::touches())) {
            runtime::touch(operation.object, operation.access);
        } else {
            runtime::step(operation);
        }
    }

    /// Something happened that others may notice: the next operation needs a scheduling point.
    pub(crate) fn acts(&self) {
        self.fresh.set(None);
    }

    /// Waits until it is woken and has a worker; then the poll may begin. False when it is cancelled instead.
    pub(crate) fn wait_for_turn(&self) -> bool {
        let flag = &self.flag;
        let workers = self.seats.id(self.place);
        let operation = self.operation();
        let late = Operation::on(
            workers,
            Access::Write,
            operation.place,
            "is ready to go on and waits for {object}",
        );
        flag.waiting.set(Some((runtime::current(), late)));
        if !flag.gave_way.replace(false) {
            self.courtesies.set(0);
        } else if self.courtesies.replace(self.courtesies.get() + 1) < COURTESIES {
            runtime::give_way();
        } else {
            runtime::give_way_again();
        }
        loop {
            let deadline = if flag.woken.get() {
                None
            } else {
                self.timers.next()
            };
            let shown = if flag.woken.get() { late } else { operation };
            let excuses = if runtime::is_recording() && flag.woken.get() {
                self.seats.excuses()
            } else {
                Vec::new()
            };
            let ready = || {
                flag.evicted.get()
                    || (flag.woken.get() && (self.seat.get().is_some() || self.seats.is_free()))
            };
            let ended = runtime::wait_until(shown, deadline, &ready);
            self.timers.fire(runtime::clock());
            if ended == Ended::Ready {
                self.tell_starvation(&excuses, workers);
                break;
            }
        }
        runtime::touch(workers, Access::Write);
        runtime::acquire(flag.id());
        flag.woken.set(false);
        self.awaited.borrow_mut().clear();
        if !flag.evicted.get() {
            self.sit();
        }
        flag.polling.set(true);
        self.fresh.set(Some((runtime::steps(), runtime::touches())));
        !flag.cancelled.get()
    }

    /// Sits down on a worker, if it does not sit on one.
    pub(crate) fn sit(&self) {
        if self.seat.get().is_none() {
            self.seat.set(Some(self.seats.take()));
        }
    }

    /// The thread itself becomes the worker: it sits down with its own thread-local values.
    pub(crate) fn become_worker(&self) {
        self.seat.set(Some(self.seats.take_as_worker()));
    }

    /// The thread stops being the worker.
    pub(crate) fn retire(&self) {
        self.flag.polling.set(false);
        if let Some(seat) = self.seat.take() {
            runtime::touch(self.seats.id(self.place), Access::Write);
            self.seats.leave_as_worker(seat);
        }
    }

    /// The poll goes on after [`Root::stand_up`], on no worker.
    pub(crate) fn resume(&self) {
        self.flag.polling.set(true);
    }

    /// Gives its worker to others.
    pub(crate) fn stand_up(&self) {
        self.flag.polling.set(false);
        if let Some(seat) = self.seat.take() {
            runtime::touch(self.seats.id(self.place), Access::Write);
            self.seats.leave(seat);
        }
    }

    pub(crate) fn seats(&self) -> &Rc<Seats> {
        &self.seats
    }

    /// What it waits for, as the scheduler shows it.
    fn operation(&self) -> Operation {
        let awaited = self.awaited.borrow();
        match awaited.as_slice() {
            [] if self.flag.woken.get() => Operation::local(self.place, "is ready to run"),
            [] => Operation::local(self.place, "waits to be woken"),
            [one] => Operation::on(one.object, Access::Write, one.place, one.what),
            [first, ..] => Operation::on(
                ObjectId::NONE,
                Access::Write,
                first.place,
                several(&awaited),
            ),
        }
    }

    fn tell_starvation(&self, excuses: &[(TaskId, &'static str, Place)], workers: ObjectId) {
        let waited = runtime::clock().saturating_sub(self.flag.woken_at.get());
        if excuses.is_empty() || waited.is_zero() {
            return;
        }
        runtime::event(self.place, workers, Fact::Plain, || {
            let busy: Vec<String> = excuses
                .iter()
                .map(|(task, what, place)| {
                    format!(
                        "{{task:{}}} {what}{}",
                        task.index(),
                        runtime::line_of(place)
                    )
                })
                .collect();
            format!(
                "gets a worker only now: it was ready {waited:?} ago, but {} was kept busy: {}",
                self.seats.name(),
                busy.join(", ")
            )
        });
    }
}

/// All that a future waits for, in words that live as long as the process; each text is made once.
fn several(awaited: &[Awaited]) -> &'static str {
    thread_local! {
        static KNOWN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) };
    }
    if !runtime::is_recording() {
        return "waits for one of several";
    }
    let parts: Vec<String> = awaited
        .iter()
        .map(|one| {
            let what = one
                .what
                .replace("{object}", &runtime::placeholder(one.object));
            format!("{what}{}", runtime::line_of(one.place))
        })
        .collect();
    let text = format!("waits for one of: {}", parts.join(", "));
    KNOWN.with_borrow_mut(|known| {
        if let Some(same) = known.iter().find(|same| **same == text) {
            return *same;
        }
        let text: &'static str = Box::leak(text.into_boxed_str());
        known.push(text);
        text
    })
}
