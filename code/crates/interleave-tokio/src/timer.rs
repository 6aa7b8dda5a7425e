//! Timers: whom to wake at which point of virtual time.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::task::Waker;
use std::time::Duration;

/// A registered wake-up. Whoever drops it cancels it.
#[derive(Debug, Default)]
pub(crate) struct Timer {
    pub(crate) deadline: Cell<Duration>,
    waker: RefCell<Option<Waker>>,
}

impl Timer {
    pub(crate) fn set(&self, deadline: Duration, waker: Waker) {
        self.deadline.set(deadline);
        *self.waker.borrow_mut() = Some(waker);
    }

    pub(crate) fn is_armed(&self) -> bool {
        self.waker.borrow().is_some()
    }

    pub(crate) fn disarm(&self) {
        self.waker.take();
    }

    fn fire(&self) {
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// The timers that a task waits for.
#[derive(Debug, Default)]
pub(crate) struct Timers(RefCell<Vec<Rc<Timer>>>);

impl Timers {
    pub(crate) fn add(&self, timer: &Rc<Timer>) {
        let mut timers = self.0.borrow_mut();
        // Only those that somebody else holds, too, can still be wanted.
        timers.retain(|known| known.is_armed() && Rc::strong_count(known) > 1);
        if !timers.iter().any(|known| Rc::ptr_eq(known, timer)) {
            timers.push(Rc::clone(timer));
        }
    }

    pub(crate) fn next(&self) -> Option<Duration> {
        let timers = self.0.borrow();
        timers
            .iter()
            .filter(|timer| timer.is_armed())
            .map(|timer| timer.deadline.get())
            .min()
    }

    /// Wakes those whose time has come, the earliest first.
    pub(crate) fn fire(&self, now: Duration) {
        let mut due: Vec<Rc<Timer>> = {
            let mut timers = self.0.borrow_mut();
            let due = timers
                .iter()
                .filter(|timer| timer.deadline.get() <= now)
                .cloned()
                .collect();
            timers.retain(|timer| timer.deadline.get() > now);
            due
        };
        due.sort_by_key(|timer| timer.deadline.get());
        for timer in due {
            timer.fire();
        }
    }
}
