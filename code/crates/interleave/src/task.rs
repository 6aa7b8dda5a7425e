//! A thread or asynchronous task of the explored program.

use std::any::Any;
use std::borrow::Cow;

use corosensei::Yielder;

use crate::object::{ObjectId, Place};
use crate::runtime::Operation;
use crate::view::View;

/// The number of a thread or task within one execution, in order of creation; the first one is `main`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct TaskId(pub(crate) u32);

impl TaskId {
    /// The thread that runs the explored function.
    pub const MAIN: Self = Self(0);

    /// The number itself: 0 for `main`, 1 for the first spawned.
    #[must_use]
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a task waits for, tested each time the scheduler looks for someone to run.
pub(crate) type Guard = *const dyn Fn() -> bool;

#[derive(Clone, Debug)]
pub(crate) struct PanicRecord {
    pub(crate) message: String,
}

pub(crate) struct Task {
    pub(crate) name: Option<String>,
    /// Which of the threads of this name it is, from 1.
    pub(crate) namesake: usize,
    /// What the trace calls it without a name: `T1` for a thread, `task 1` for an asynchronous one.
    pub(crate) label: String,
    /// Its life cycle as an object: started, ended, joined.
    pub(crate) object: ObjectId,
    pub(crate) body: Option<Box<dyn FnOnce()>>,
    pub(crate) stack_bytes: usize,
    pub(crate) yielder: *const Yielder<(), ()>,
    pub(crate) finished: bool,
    /// It has not reached its first operation yet, so nobody can notice whether it runs.
    pub(crate) starting: bool,
    pub(crate) pending: Operation,
    pub(crate) guard: Option<Guard>,
    /// Virtual time at which the pending wait gives up.
    pub(crate) deadline: Option<u64>,
    pub(crate) timed_out: bool,
    /// It said or showed that it cannot go on before another thread has done something.
    pub(crate) yielded: bool,
    /// It gave way out of courtesy: nothing says that it waits for time to pass.
    pub(crate) hopeful: bool,
    /// Its next exchange fails although it need not.
    pub(crate) fails_for_no_reason: bool,
    /// Operations in a row that changed nothing.
    pub(crate) idle: u32,
    pub(crate) clock_reads: u32,
    /// Steps in a row without another thread in between.
    pub(crate) streak: u32,
    /// Virtual time since which it could run but was not chosen.
    pub(crate) ready_since: u64,
    pub(crate) steps: u32,
    pub(crate) view: View,
    /// Views of relaxed reads, joined by the next acquire fence.
    pub(crate) unacquired: View,
    /// The view at the last release fence.
    pub(crate) fenced: View,
    /// What it last read at each (object, place), to notice spinning.
    pub(crate) reads: Vec<(ObjectId, Place, u64)>,
    /// Consecutive stale reads of the same store.
    pub(crate) stale: (u32, u32, u8),
    pub(crate) panicking: u32,
    pub(crate) panic: Option<PanicRecord>,
    /// Somebody saw the panic, so it is no failure of its own.
    pub(crate) panic_observed: bool,
    pub(crate) locals: Vec<(usize, Box<dyn Any>)>,
    /// Hash of all it did and saw, which determines where it is.
    pub(crate) history: u64,
}

impl Task {
    pub(crate) fn new(
        label: String,
        name: Option<String>,
        object: ObjectId,
        body: Box<dyn FnOnce()>,
        place: Place,
    ) -> Self {
        Self {
            name,
            namesake: 1,
            label,
            object,
            body: Some(body),
            stack_bytes: 2 << 20,
            yielder: std::ptr::null(),
            finished: false,
            starting: true,
            pending: Operation::local(place, "start"),
            guard: None,
            deadline: None,
            timed_out: false,
            yielded: false,
            hopeful: false,
            fails_for_no_reason: false,
            idle: 0,
            clock_reads: 0,
            streak: 0,
            ready_since: 0,
            steps: 0,
            view: View::default(),
            unacquired: View::default(),
            fenced: View::default(),
            reads: Vec::new(),
            stale: (0, 0, 0),
            panicking: 0,
            panic: None,
            panic_observed: false,
            locals: Vec::new(),
            history: 0,
        }
    }

    /// What the trace calls it; no two threads of an execution have the same.
    pub(crate) fn display_name(&self) -> String {
        match self.name.as_deref().map(shortened) {
            Some(name) if self.namesake > 1 => format!("{name}#{}", self.namesake),
            Some(name) => name.into_owned(),
            None => self.label.clone(),
        }
    }
}

/// Names stand in every step of a trace, and a program may give one of any length.
fn shortened(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(LONGEST_NAME) {
        None => name.into(),
        Some((end, _)) => format!("{}…", &name[..end]).into(),
    }
}

const LONGEST_NAME: usize = 60;
