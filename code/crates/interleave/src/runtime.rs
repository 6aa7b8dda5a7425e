//! What a facade is made of: scheduling points, waiting, choices, virtual time, knowledge, events.
//!
//! Everything here works on the execution that runs on the calling OS thread. Operations of a facade have one shape:
//! reach a scheduling point ([`step`] or [`wait`]), then change the facade's own plain cells, then tell what happened ([`event`]).
//! Between two scheduling points nothing else runs, so the cells need no protection.

mod hold;
mod tasks;
mod workers;

use std::panic::Location;
use std::time::Duration;

use crate::choice::{ChoiceKind, Point};
use crate::event::{Event, Fact};
use crate::execution::{self, Access, Recording, try_with, with};
use crate::object::{ObjectId, Place};
use crate::report::Outcome;
use crate::schedule;
use crate::task::TaskId;
use crate::view::View;

pub use crate::explain::line_of;
pub(crate) use hold::Hold;
pub use hold::{hold_after, is_holding, let_go};
pub use tasks::{
    LocalSlot, PanicHook, Spawn, block_on, catch, catch_thread, contain, current, display_name,
    has_panicked, is_finished, is_in_hook, is_panic_observed, is_panicking, join, mark_panicking,
    name_of, object_of, observe_panic, set_name, set_panic_hook, spawn, with_local,
};
pub use workers::{
    Locals, clock, exchange_locals, give_way, give_way_again, hold_time, is_recording, jump,
    pending, placeholder, release_time, revise, touches,
};

/// What a thread is about to do: the scheduler, the sleep sets and the explanation of a deadlock read it.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// What it is done to.
    pub object: ObjectId,
    /// How it is used.
    pub access: Access,
    /// Where in the program.
    pub place: Place,
    /// What a thread that cannot go on does here: `waits to lock {object}`, `sleeps on {object}`.
    pub waiting: &'static str,
}

impl Operation {
    /// Whether a thread that waits at both waits for the same thing.
    pub(crate) fn is_same_wait(&self, other: &Self) -> bool {
        self.object == other.object
            && std::ptr::eq(self.place, other.place)
            && self.waiting == other.waiting
    }

    /// An operation on one object.
    #[must_use]
    pub const fn on(object: ObjectId, access: Access, place: Place, waiting: &'static str) -> Self {
        Self {
            object,
            access,
            place,
            waiting,
        }
    }

    /// An operation that may affect anything: spawn a process, change a policy.
    #[must_use]
    pub const fn global(place: Place, waiting: &'static str) -> Self {
        Self {
            object: ObjectId::NONE,
            access: Access::Global,
            place,
            waiting,
        }
    }

    /// An operation that concerns no other thread.
    #[must_use]
    pub const fn local(place: Place, waiting: &'static str) -> Self {
        Self {
            object: ObjectId::NONE,
            access: Access::Read,
            place,
            waiting,
        }
    }
}

/// How a wait ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wake {
    /// What it waited for is there.
    Ready,
    /// Its deadline passed first.
    TimedOut,
}

/// Whether an exploration is running on this OS thread.
#[must_use]
pub fn is_active() -> bool {
    execution::epoch() != 0
}

/// A scheduling point: others may run before the operation. Does nothing outside an exploration.
pub fn step(operation: Operation) {
    if is_active() {
        schedule::wait(operation, None, None);
    }
}

/// A scheduling point that lasts until `ready` is true; it is true when this returns, and nothing ran in between.
///
/// `ready` is called often, from outside the waiting thread, and must neither block nor change anything.
///
/// # Panics
/// Outside an exploration, when `ready` is false: there is nobody else who could change that.
pub fn wait(operation: Operation, ready: &dyn Fn() -> bool) {
    wait_until(operation, None, ready);
}

/// As [`wait`], and gives up at a point of virtual time.
///
/// # Panics
/// Outside an exploration, when `ready` is false and there is no deadline.
pub fn wait_until(
    operation: Operation,
    deadline: Option<Duration>,
    ready: &dyn Fn() -> bool,
) -> Wake {
    if is_active() {
        return schedule::wait(operation, Some(ready), deadline.map(nanoseconds));
    }
    if ready() {
        Wake::Ready
    } else {
        assert!(
            deadline.is_some(),
            "this would block for ever outside `interleave::explore`: it {}",
            operation.waiting
        );
        Wake::TimedOut
    }
}

/// The last operation changed nothing (a failed try, an unchanged read): the thread is given less of a chance until another one has run.
pub fn idle() {
    try_with(|execution| {
        execution.step_was_idle = true;
        let task = execution.current_task();
        task.idle += 1;
        if task.idle >= 2 {
            task.yielded = true;
            execution.unfair = true;
        }
    });
}

/// The thread gives way: it does not run again before another one that can run has done a step.
pub fn yield_now(place: Place) {
    if !is_active() {
        return;
    }
    with(|execution| {
        execution.unfair = true;
        execution.current_task().yielded = true;
    });
    step(Operation::local(place, "gives way"));
    with(|execution| execution.step_was_idle = true);
}

/// One recorded choice among `alternatives`; 0 is the default and should be what usually happens.
#[must_use]
pub fn choose(kind: ChoiceKind, alternatives: usize) -> usize {
    if alternatives <= 1 || !is_active() {
        return 0;
    }
    let picked = with(|execution| {
        execution.choose(&Point {
            kind,
            alternatives,
            candidates: &[],
            yielded: None,
            state: 0,
        })
    });
    let Some(picked) = picked else {
        schedule::abandon()
    };
    if kind == ChoiceKind::Failure {
        with(|execution| execution.current_task().fails_for_no_reason = picked != 0);
    }
    picked
}

/// Virtual time since the start of the execution. Reading it in a loop makes it pass.
#[must_use]
pub fn now() -> Duration {
    try_with(|execution| {
        execution.unfair = true;
        execution.footprint.add(ObjectId::CLOCK, Access::Read);
        execution.clock_is_watched = true;
        let held = execution.time_is_held;
        // The longer nobody does anything else, the faster it passes.
        let stride = 1 + u64::from(execution.idle_steps) / 64;
        let task = execution.current_task();
        task.clock_reads += 1;
        if task.clock_reads > 16 && !held {
            execution.clock += stride * 1_000_000;
        }
        Duration::from_nanos(execution.clock)
    })
    .unwrap_or_default()
}

/// Scheduling steps of this execution so far, over all threads: shows whether anybody works while time passes.
#[must_use]
pub fn steps() -> u32 {
    try_with(|execution| execution.steps).unwrap_or_default()
}

/// Waits for virtual time to pass.
pub fn sleep(duration: Duration, place: Place) {
    if !is_active() {
        return;
    }
    let deadline = with(|execution| execution.clock).saturating_add(nanoseconds(duration));
    event(place, ObjectId::CLOCK, Fact::SleepsUntil(deadline), || {
        format!("sleeps for {duration:?}")
    });
    if duration.is_zero() {
        yield_now(place);
    } else {
        schedule::wait(
            Operation::on(ObjectId::CLOCK, Access::Global, place, "sleeps"),
            Some(&|| false),
            Some(deadline),
        );
    }
}

/// Tells what happened. `text` is only called when a trace is wanted; `{object}` in it becomes the object's name.
pub fn event(place: Place, object: ObjectId, fact: Fact, text: impl FnOnce() -> String) {
    try_with(|execution| {
        if execution.recording == Recording::On {
            let (task, clock) = (execution.current, execution.clock);
            let text = text();
            execution.tell(Event {
                task,
                clock,
                place: Some(place),
                object,
                fact,
                text,
            });
        }
    });
}

/// The step also touches this object: two steps that touch nothing in common are not tried in both orders.
///
/// [`step`] and [`wait`] touch their operation's object already.
pub fn touch(object: ObjectId, access: Access) {
    try_with(|execution| execution.footprint.add(object, access));
}

/// Leaves what the current thread knows with the object: a release.
pub fn release(object: ObjectId) {
    try_with(|execution| {
        let view = std::mem::take(&mut execution.current_task().view);
        let state = &mut execution.objects[object.0 as usize];
        state.view.join(&view);
        execution.current_task().view = view;
        execution.footprint.add(object, Access::Write);
        execution.step_was_idle = false;
        execution.objects[object.0 as usize].history = execution.current_task().history;
    });
}

/// Learns what was left with the object: an acquire.
pub fn acquire(object: ObjectId) {
    try_with(|execution| {
        let view = std::mem::take(&mut execution.objects[object.0 as usize].view);
        execution.current_task().view.join(&view);
        execution.objects[object.0 as usize].view = view;
        if execution.wants_states() {
            let state = &execution.objects[object.0 as usize];
            let seen = state
                .shown_contents()
                .map_or(state.history, |value| crate::graph::mix(0, value));
            let task = execution.current_task();
            task.history = crate::graph::mix(task.history, seen);
        }
        execution.footprint.add(object, Access::Write);
    });
}

/// What the current thread knows, to travel with a message.
#[must_use]
pub fn knowledge() -> View {
    try_with(|execution| execution.current_task().view.clone()).unwrap_or_default()
}

/// Learns what travelled with a message.
pub fn learn(view: &View) {
    try_with(|execution| execution.current_task().view.join(view));
}

/// Whether a release should be a scheduling point: once the program has tried to take a lock without waiting, others can tell.
///
/// They can also tell while a thread is to be held back, which may be right before it unlocks.
#[must_use]
pub fn releases_are_visible() -> bool {
    try_with(|execution| execution.release_points || execution.hold.is_some()).unwrap_or(false)
}

/// Notes that the program tries to take something without waiting, see [`releases_are_visible`].
pub fn tried() {
    try_with(|execution| execution.tries = true);
}

/// Gives an object a name, instead of the one its source line tells.
pub fn name_object(object: ObjectId, name: impl FnOnce() -> String) {
    try_with(|execution| {
        if execution.recording == Recording::On {
            execution.objects[object.0 as usize].name = Some(name());
        }
    });
}

/// Tells the contents of an object, for state graphs.
pub fn show(object: ObjectId, value: impl FnOnce() -> Option<String>) {
    if try_with(|execution| execution.wants_states()) != Some(true) {
        return;
    }
    // Outside of `try_with`, for it may ask for the name of a thread.
    let value = value();
    try_with(|execution| execution.objects[object.0 as usize].value = value);
}

/// Adds text to the captured output. A scheduling point, because others may print first.
pub fn print(text: &str, place: Place) {
    if !is_active() {
        print!("{text}");
        return;
    }
    step(Operation::on(
        ObjectId::OUTPUT,
        Access::Write,
        place,
        "prints",
    ));
    let full = with(|execution| {
        execution.output.push_str(text);
        execution.output.len() > execution.bounds.output_bytes
    });
    event(place, ObjectId::OUTPUT, Fact::Prints, || {
        format!("prints {:?}", text.trim_end_matches('\n'))
    });
    if full {
        fail(Outcome::Limit, "the program prints without end".to_owned());
    }
}

/// Text for standard error: shown in the trace, not part of the output.
pub fn print_error(text: &str, place: Place) {
    if !is_active() {
        eprint!("{text}");
        return;
    }
    let full = with(|execution| {
        execution.error_bytes += text.len();
        execution.error_bytes > execution.bounds.output_bytes
    });
    event(place, ObjectId::NONE, Fact::Prints, || {
        format!("prints to stderr {:?}", text.trim_end_matches('\n'))
    });
    if full {
        fail(Outcome::Limit, "the program prints without end".to_owned());
    }
}

/// Ends the execution with a failure that the current thread caused; never returns.
///
/// # Panics
/// Outside an exploration.
pub fn fail(outcome: Outcome, message: String) -> ! {
    assert!(is_active(), "{message}");
    with(|execution| {
        let task = execution.current;
        execution.fail(outcome, message, Some(task));
    });
    schedule::abandon()
}

/// The program uses something the facade does not model; never returns. `what` names it: `std::sync::mpsc::Receiver::foo`.
pub fn unsupported(what: &str) -> ! {
    fail(Outcome::Unsupported, format!("cannot be explored: {what}"))
}

/// An access through an `UnsafeCell`-like pointer, checked for data races; whether it writes is read from the source line.
pub fn access_cell(object: &crate::Object, region: crate::Region, place: Place) {
    crate::race::access(object, region, place);
}

/// The program ends its own process successfully: the execution is over, and no failure.
///
/// Where everything [must end](crate::Leftovers::MustEnd), so must the explored function itself: there it is a failure.
pub fn finish_early() -> ! {
    let must_end = with(|execution| execution.bounds.leftovers == crate::Leftovers::MustEnd);
    if must_end {
        fail(Outcome::Panic, "the program exits with code 0".to_owned());
    }
    with(|execution| execution.exited = true);
    schedule::abandon()
}

/// The caller's place, for facades that pass it on.
#[track_caller]
#[must_use]
pub fn here() -> Place {
    Location::caller()
}

/// The caller's place; `other` where the standard library calls, as the adapters of iterators do.
#[track_caller]
#[must_use]
pub fn here_or(other: Place) -> Place {
    let caller = Location::caller();
    if crate::explain::is_library(caller) {
        other
    } else {
        caller
    }
}

/// A count or value as the nanoseconds of the virtual clock.
fn nanoseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_nanos()).unwrap_or(u64::MAX)
}

/// The one among `waiting` that a notification wakes: by default the one that waits longest.
#[must_use]
pub fn choose_waiter(waiting: &[TaskId]) -> usize {
    choose(ChoiceKind::Notify, waiting.len())
}
