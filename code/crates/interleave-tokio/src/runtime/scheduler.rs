//! What belongs to a runtime: its workers and its tasks.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::{Arc, Weak};
use std::time::Duration;

use interleave::{Operation, Place, Wake, runtime};

use super::RuntimeFlavor;
use crate::root::Flag;
use crate::seats::Seats;

/// Settings of a runtime that matter after it was built.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Settings {
    pub(crate) flavor: RuntimeFlavor,
    pub(crate) workers: usize,
    pub(crate) blocking: usize,
    pub(crate) has_timers: bool,
    pub(crate) starts_paused: bool,
}

pub(crate) struct Scheduler {
    settings: Settings,
    created: Place,
    seats: Rc<Seats>,
    flags: RefCell<Vec<Weak<Flag>>>,
    tasks: Cell<usize>,
    /// Blocking calls that wait for a thread, and that run.
    blocking: Cell<usize>,
    running: Cell<usize>,
    stopped: Cell<bool>,
    paused: Cell<bool>,
}

impl Scheduler {
    pub(crate) fn new(settings: Settings, created: Place) -> Self {
        let needs_driver = settings.flavor == RuntimeFlavor::CurrentThread;
        let scheduler = Self {
            settings,
            created,
            seats: Rc::new(Seats::new(settings.workers, needs_driver, created)),
            flags: RefCell::new(Vec::new()),
            tasks: Cell::new(0),
            blocking: Cell::new(0),
            running: Cell::new(0),
            stopped: Cell::new(false),
            paused: Cell::new(false),
        };
        if settings.starts_paused {
            scheduler.pause();
        }
        scheduler
    }

    pub(crate) fn flavor(&self) -> RuntimeFlavor {
        self.settings.flavor
    }

    pub(crate) fn workers(&self) -> usize {
        self.settings.workers
    }

    pub(crate) fn has_timers(&self) -> bool {
        self.settings.has_timers
    }

    /// Whether its clock is stopped.
    pub(crate) fn is_paused(&self) -> bool {
        self.paused.get()
    }

    pub(crate) fn pause(&self) {
        self.paused.set(true);
        runtime::hold_time();
    }

    pub(crate) fn resume(&self) {
        self.paused.set(false);
        runtime::release_time();
    }

    pub(crate) fn created(&self) -> Place {
        self.created
    }

    pub(crate) fn seats(&self) -> &Rc<Seats> {
        &self.seats
    }

    pub(crate) fn is_stopped(&self) -> bool {
        self.stopped.get()
    }

    pub(crate) fn tasks(&self) -> usize {
        self.tasks.get()
    }

    pub(crate) fn task_starts(&self, flag: &Arc<Flag>) {
        self.tasks.set(self.tasks.get() + 1);
        let mut flags = self.flags.borrow_mut();
        flags.retain(|known| known.strong_count() > 0);
        flags.push(Arc::downgrade(flag));
    }

    pub(crate) fn task_ends(&self) {
        self.tasks.set(self.tasks.get() - 1);
    }

    pub(crate) fn call_waits(&self) {
        self.blocking.set(self.blocking.get() + 1);
    }

    pub(crate) fn has_free_thread(&self) -> bool {
        self.running.get() < self.settings.blocking || self.stopped.get()
    }

    pub(crate) fn call_starts(&self) {
        self.running.set(self.running.get() + 1);
    }

    pub(crate) fn call_ends(&self) {
        self.running.set(self.running.get() - 1);
        self.blocking.set(self.blocking.get() - 1);
    }

    /// Cancels every task where it waits, then waits for them and for the calls that block.
    pub(crate) fn stop(&self, deadline: Option<Duration>, place: Place) {
        if self.tasks.get() + self.blocking.get() > 0 {
            // They may still have begun, or have got further, since the thread's last operation.
            runtime::step(Operation::global(place, "stops the runtime"));
        }
        self.stopped.set(true);
        let flags: Vec<Arc<Flag>> = self.flags.take().iter().filter_map(Weak::upgrade).collect();
        if self.settings.flavor == RuntimeFlavor::CurrentThread {
            // This thread drops the tasks, one after the other.
            for flag in flags {
                let left = self.tasks.get();
                flag.evict();
                runtime::wait(
                    Operation::global(place, "drops the tasks of the runtime"),
                    &|| self.tasks.get() < left || flag.has_ended(),
                );
            }
        } else {
            for flag in flags {
                flag.cancel();
            }
        }
        let operation = Operation::global(
            place,
            "waits until the tasks and blocking calls of the runtime end",
        );
        if self.tasks.get() + self.blocking.get() > 0 {
            let ended = runtime::wait_until(operation, deadline, &|| {
                self.tasks.get() + self.blocking.get() == 0
            });
            if ended == Wake::TimedOut {
                runtime::event(
                    place,
                    interleave::ObjectId::NONE,
                    interleave::Fact::Plain,
                    || "does not wait for the runtime any longer".to_owned(),
                );
            }
        }
    }
}
