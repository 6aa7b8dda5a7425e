//! `RawMutex`: what `Mutex` and `ReentrantMutex` stand on.
//!
//! parking_lot promises exclusion and no poisoning; a thread that locks twice waits for ever. An ordinary unlock lets any
//! thread be next, a fair one hands the lock to a waiter, if there is one, so that the unlocking thread cannot take it back.
//!
//! # Why each schedule is a real one
//!
//! [`parking_lot::Mutex`](https://docs.rs/parking_lot/latest/parking_lot/type.Mutex.html) "uses unfair unlocking by default, which allows the unlocking thread to re-acquire the mutex before a waiting thread": so whoever
//! asks may be next. "A fair unlock hands the mutex directly to a waiting thread"; to which one is not said, so that is a choice. A time limit may be overrun, as on any machine.

use std::cell::{Cell, RefCell};
use std::marker::PhantomData;
use std::num::NonZeroUsize;
use std::time::Duration;

use interleave::{Access, Fact, Object, ObjectId, Operation, Place, Region, TaskId, Wake, runtime};
use interleave_std::time::Instant;

use crate::locks::{Data, Protect, Protected};

/// The initial value is a constant of this file, which says nothing about the program: locks are named where they are used.
pub(crate) const ELSEWHERE: Place = std::panic::Location::caller();

/// The state of a mutex without its data.
pub struct RawMutex {
    object: Object,
    locked: Cell<bool>,
    /// Who waits, for fair unlocks only.
    waiting: RefCell<Vec<TaskId>>,
    /// A fair unlock has promised the lock to this thread.
    promised: Cell<Option<TaskId>>,
    data: Protected,
    /// Where it was given up last: `lock_api` locks again for a program that gave it up for a while.
    left: Cell<Place>,
}

// SAFETY: all explored threads share one OS thread, and no borrow lasts across a scheduling point.
unsafe impl Send for RawMutex {}
// SAFETY: see above.
unsafe impl Sync for RawMutex {}

/// Where a lock was taken; guards stay on their thread.
pub struct Taken {
    pub(crate) place: Place,
    not_send: PhantomData<*const ()>,
}

// SAFETY: it holds nothing that changes.
unsafe impl Sync for Taken {}

impl Taken {
    pub(crate) const fn at(place: Place) -> Self {
        Self {
            place,
            not_send: PhantomData,
        }
    }
}

impl RawMutex {
    fn id(&self, place: Place) -> ObjectId {
        let regions = [
            Region::of(self.locked.as_ptr()),
            Region::of(self.waiting.as_ptr()),
            Region::of(self.promised.as_ptr()),
            self.data.region(&self.object),
        ];
        self.object.id("mutex", place, &regions)
    }

    fn is_free_for(&self, task: TaskId) -> bool {
        !self.locked.get() && self.promised.get().is_none_or(|promised| promised == task)
    }

    fn take(&self, id: ObjectId, place: Place) -> Taken {
        self.locked.set(true);
        self.promised.set(None);
        runtime::acquire(id);
        runtime::show(id, || {
            let holder = runtime::display_name(runtime::current());
            Some(format!("locked by {holder}"))
        });
        runtime::event(place, id, Fact::Acquires, || "locks {object}".to_owned());
        Taken::at(place)
    }

    pub(crate) fn lock_at(&self, place: Place, deadline: Option<Duration>) -> Option<Taken> {
        let id = self.id(place);
        let me = runtime::current();
        self.waiting.borrow_mut().push(me);
        let operation = Operation::on(id, Access::Write, place, "waits to lock {object}");
        let wake = runtime::wait_until(operation, deadline, &|| self.is_free_for(me));
        self.waiting.borrow_mut().retain(|task| *task != me);
        match wake {
            Wake::Ready => Some(self.take(id, place)),
            Wake::TimedOut => {
                runtime::event(place, id, Fact::Plain, || {
                    "gives up locking {object}: its time is up".to_owned()
                });
                None
            }
        }
    }

    pub(crate) fn release(&self, place: Place) {
        let id = self.id(place);
        if runtime::is_active() && runtime::releases_are_visible() {
            runtime::step(Operation::on(id, Access::Write, place, "unlocks {object}"));
        }
        self.release_now(id, place);
    }

    fn release_now(&self, id: ObjectId, place: Place) {
        self.locked.set(false);
        self.left.set(place);
        runtime::show(id, || {
            Some(self.data.show().unwrap_or_else(|| "free".to_owned()))
        });
        runtime::release(id);
        runtime::event(place, id, Fact::Releases, || "unlocks {object}".to_owned());
    }
}

impl Protect for RawMutex {
    fn protects(&self, data: Data) {
        self.data.set(data);
    }
}

// SAFETY: `locked` gives out one `Taken` at a time, and `unlock` is called by its owner.
unsafe impl lock_api::RawMutex for RawMutex {
    #[allow(
        clippy::declare_interior_mutable_const,
        reason = "the trait asks for an initial value as a constant"
    )]
    const INIT: Self = Self {
        object: Object::at(ELSEWHERE),
        locked: Cell::new(false),
        waiting: RefCell::new(Vec::new()),
        promised: Cell::new(None),
        data: Protected::unknown(),
        left: Cell::new(ELSEWHERE),
    };

    type Guard = Taken;

    #[track_caller]
    fn lock(&self) -> Taken {
        self.lock_at(runtime::here_or(self.left.get()), None)
            .expect("a wait without a deadline ends with the lock")
    }

    #[track_caller]
    fn try_lock(&self) -> Option<Taken> {
        let place = runtime::here();
        let id = self.id(place);
        runtime::tried();
        runtime::step(Operation::on(
            id,
            Access::Write,
            place,
            "tries to lock {object}",
        ));
        if self.is_free_for(runtime::current()) {
            return Some(self.take(id, place));
        }
        runtime::event(place, id, Fact::Plain, || {
            "tries to lock {object}: it is held".to_owned()
        });
        runtime::idle();
        None
    }

    unsafe fn unlock(&self, guard: Taken) {
        self.release(guard.place);
    }

    fn is_locked(&self) -> bool {
        self.locked.get()
    }
}

// SAFETY: as above.
unsafe impl lock_api::RawMutexFair for RawMutex {
    unsafe fn unlock_fair(&self, guard: Taken) {
        let id = self.id(guard.place);
        let waiting = self.waiting.borrow().clone();
        if !waiting.is_empty() {
            self.promised
                .set(Some(waiting[runtime::choose_waiter(&waiting)]));
        }
        self.release_now(id, guard.place);
    }
}

// SAFETY: as above.
unsafe impl lock_api::RawMutexTimed for RawMutex {
    type Duration = Duration;
    type Instant = Instant;

    #[track_caller]
    fn try_lock_for(&self, timeout: Duration) -> Option<Taken> {
        let deadline = runtime::now().saturating_add(timeout);
        self.lock_at(runtime::here(), Some(deadline))
    }

    #[track_caller]
    fn try_lock_until(&self, timeout: Instant) -> Option<Taken> {
        self.lock_at(runtime::here(), Some(timeout.__since_start()))
    }
}

/// Tells which explored thread asks, for `ReentrantMutex`.
pub struct RawThreadId;

// SAFETY: two live threads of an execution have different numbers.
unsafe impl lock_api::GetThreadId for RawThreadId {
    const INIT: Self = Self;

    fn nonzero_thread_id(&self) -> NonZeroUsize {
        NonZeroUsize::MIN.saturating_add(runtime::current().index())
    }
}
