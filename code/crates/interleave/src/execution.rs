//! The state of one execution: its threads, objects, clock, choices and events.

use std::cell::{Cell, RefCell};

use crate::choice::{Choice, Chooser};
use crate::config::Leftovers;
use crate::event::Event;
use crate::graph::Snapshot;
use crate::memory::Memory;
use crate::object::{Kind, ObjectId, Place};
use crate::race::History;
use crate::report::{Moment, Outcome};
use crate::runtime::{Hold, Operation, PanicHook};
use crate::task::{Task, TaskId};
use crate::view::View;

/// Why an execution ended before its time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub(crate) outcome: Outcome,
    pub(crate) message: String,
    pub(crate) task: Option<TaskId>,
}

/// What the engine knows of a shared object.
#[derive(Debug)]
pub(crate) struct ObjectState {
    pub(crate) kind: Kind,
    pub(crate) created: Place,
    pub(crate) used: Place,
    /// Knowledge left behind by the last release.
    pub(crate) view: View,
    /// A name the facade gave, which beats what the source says.
    pub(crate) name: Option<String>,
    /// The contents, when the facade could tell, for state graphs.
    pub(crate) value: Option<String>,
    /// A hash of everything that happened to it, for merging states when the contents are unknown.
    pub(crate) history: u64,
}

impl ObjectState {
    /// The value, unless it only says who has the object and not what it contains.
    pub(crate) fn shown_contents(&self) -> Option<&str> {
        let says_who = |value: &str| {
            value == "free" || value.starts_with("locked by ") || value.starts_with("read by ")
        };
        self.value.as_deref().filter(|value| !says_who(value))
    }
}

/// Bounds of one execution.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    pub(crate) steps: u32,
    pub(crate) threads: usize,
    pub(crate) output_bytes: usize,
    pub(crate) leftovers: Leftovers,
}

/// A time in which a thread cannot go on.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Waiting {
    pub(crate) task: TaskId,
    pub(crate) operation: Operation,
    pub(crate) from: Moment,
    pub(crate) until: Option<Moment>,
}

/// Whether events are kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Recording {
    Off,
    On,
}

pub(crate) struct Execution {
    pub(crate) bounds: Bounds,
    pub(crate) tasks: Vec<Task>,
    pub(crate) current: TaskId,
    /// Whom the run loop resumes next; `None` ends the execution.
    pub(crate) next: Option<TaskId>,
    pub(crate) objects: Vec<ObjectState>,
    pub(crate) memory: Memory,
    /// Accesses to cells, by object.
    pub(crate) cells: Vec<History>,
    /// Virtual time since the start, in nanoseconds.
    pub(crate) clock: u64,
    /// Time only passes when nobody can run.
    pub(crate) time_is_held: bool,
    pub(crate) hold: Option<Hold>,
    pub(crate) steps: u32,
    /// Steps in a row that changed nothing.
    pub(crate) idle_steps: u32,
    pub(crate) step_was_idle: bool,
    /// The clock was read since the last step that changed something: whoever repeats itself may be waiting for time to pass.
    pub(crate) clock_is_watched: bool,
    pub(crate) chooser: Option<Box<dyn Chooser>>,
    pub(crate) choices: Vec<Choice>,
    pub(crate) output: String,
    /// How much went to standard error, which is kept in the events only.
    pub(crate) error_bytes: usize,
    pub(crate) recording: Recording,
    pub(crate) events: Vec<Event>,
    /// Who could not go on, and when; kept together with events.
    pub(crate) waits: Vec<Waiting>,
    /// States along the way, when a graph is wanted.
    pub(crate) snapshots: Vec<Snapshot>,
    pub(crate) failure: Option<Failure>,
    /// The search found out that this schedule is only a reordering of another one.
    pub(crate) pruned: bool,
    pub(crate) main_ended: bool,
    /// What the program wants to be called at each panic.
    pub(crate) panic_hook: Option<PanicHook>,
    /// It is being called: nothing else runs before it returns.
    pub(crate) in_hook: bool,
    /// The program ended its process successfully.
    pub(crate) exited: bool,
    /// A `try_` operation was seen: releases are scheduling points from the next execution on.
    pub(crate) tries: bool,
    pub(crate) release_points: bool,
    /// What the running step has touched so far, for independence.
    pub(crate) footprint: Footprint,
    /// Something made reordering arguments unsafe: yields, time, unknown operations.
    pub(crate) unfair: bool,
}

/// The objects a step touched, and how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Footprint {
    pub(crate) touched: Vec<(ObjectId, Access)>,
    pub(crate) global: bool,
}

/// How an operation uses its object; two operations commute unless they share an object that one of them changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Leaves the object as it is.
    Read,
    /// Changes the object.
    Write,
    /// May affect anything.
    Global,
}

impl Footprint {
    pub(crate) fn add(&mut self, object: ObjectId, access: Access) {
        if access == Access::Global {
            self.global = true;
        } else if object != ObjectId::NONE && !self.touched.contains(&(object, access)) {
            self.touched.push((object, access));
        }
    }

    pub(crate) fn depends_on(&self, other: &Self) -> bool {
        if self.global || other.global {
            return true;
        }
        self.touched.iter().any(|(object, access)| {
            other.touched.iter().any(|(theirs, how)| {
                object == theirs && (*access == Access::Write || *how == Access::Write)
            })
        })
    }
}

thread_local! {
    static EXECUTION: RefCell<Option<Box<Execution>>> = const { RefCell::new(None) };
    static EPOCH: Cell<u32> = const { Cell::new(0) };
    static LAST_EPOCH: Cell<u32> = const { Cell::new(0) };
}

/// The number of the running execution, zero outside one.
pub(crate) fn epoch() -> u32 {
    EPOCH.get()
}

/// Installs an execution and gives it an epoch of its own.
pub(crate) fn install(execution: Box<Execution>) {
    LAST_EPOCH.set(LAST_EPOCH.get() + 1);
    EPOCH.set(LAST_EPOCH.get());
    EXECUTION.set(Some(execution));
}

/// Takes the execution out again.
pub(crate) fn uninstall() -> Box<Execution> {
    EPOCH.set(0);
    EXECUTION.take().expect("an execution is installed")
}

/// Runs `f` on the current execution.
///
/// # Panics
/// Outside an exploration.
#[track_caller]
pub(crate) fn with<R>(f: impl FnOnce(&mut Execution) -> R) -> R {
    EXECUTION.with_borrow_mut(|execution| {
        f(execution
            .as_mut()
            .expect("this needs to run under `interleave::explore`"))
    })
}

/// Runs `f` unless there is no execution or it is in use, as inside a panic of the engine itself.
pub(crate) fn try_with<R>(f: impl FnOnce(&mut Execution) -> R) -> Option<R> {
    EXECUTION.with(|cell| {
        cell.try_borrow_mut()
            .ok()?
            .as_mut()
            .map(|execution| f(execution))
    })
}

pub(crate) fn register(kind: Kind, created: Place, used: Place) -> ObjectId {
    with(|execution| execution.register(kind, created, used))
}

impl Execution {
    pub(crate) fn new(bounds: Bounds, chooser: Box<dyn Chooser>, recording: Recording) -> Self {
        let mut execution = Self {
            bounds,
            tasks: Vec::new(),
            current: TaskId::MAIN,
            next: None,
            objects: Vec::new(),
            memory: Memory::default(),
            cells: Vec::new(),
            clock: 0,
            time_is_held: false,
            hold: None,
            steps: 0,
            idle_steps: 0,
            step_was_idle: false,
            clock_is_watched: false,
            chooser: Some(chooser),
            choices: Vec::new(),
            output: String::new(),
            error_bytes: 0,
            recording,
            events: Vec::new(),
            waits: Vec::new(),
            snapshots: Vec::new(),
            failure: None,
            pruned: false,
            main_ended: false,
            panic_hook: None,
            in_hook: false,
            exited: false,
            tries: false,
            release_points: false,
            footprint: Footprint::default(),
            unfair: false,
        };
        let here = std::panic::Location::caller();
        for kind in ["nothing", "output", "clock"] {
            execution.register(kind, here, here);
        }
        execution
    }

    pub(crate) fn register(&mut self, kind: Kind, created: Place, used: Place) -> ObjectId {
        let id = ObjectId(self.objects.len() as u32);
        let view = View::default();
        self.objects.push(ObjectState {
            kind,
            created,
            used,
            view,
            name: None,
            value: None,
            history: 0,
        });
        id
    }

    /// Adds a line to the trace. A process that may not live to report tells its parent at once.
    pub(crate) fn tell(&mut self, event: Event) {
        self.events.push(event);
        if let Some(roots) = crate::isolated::witness_roots()
            && let Some(event) = self.events.last()
        {
            let names = crate::explain::Names::new(&roots, self);
            crate::isolated::witness(&names.step(self.events.len(), event));
        }
    }

    pub(crate) fn task(&mut self, id: TaskId) -> &mut Task {
        &mut self.tasks[id.0 as usize]
    }

    /// How many threads have this name so far.
    pub(crate) fn count_of_name(&self, name: Option<&String>) -> usize {
        let same = |task: &&Task| name.is_some() && task.name.as_ref() == name;
        self.tasks.iter().filter(same).count()
    }

    pub(crate) fn current_task(&mut self) -> &mut Task {
        let current = self.current;
        self.task(current)
    }

    /// Records the first failure; later ones are consequences.
    pub(crate) fn fail(&mut self, outcome: Outcome, message: String, task: Option<TaskId>) {
        if self.failure.is_none() {
            self.failure = Some(Failure {
                outcome,
                message,
                task,
            });
        }
    }
}
