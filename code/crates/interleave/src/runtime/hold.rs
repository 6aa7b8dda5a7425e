//! Holding one thread back, to see who can go on without it.
//!
//! A machine may always leave one thread without a processor for a while. A hold does so at a chosen moment, and whoever
//! has to wait meanwhile waits for that thread. It makes no failure: when nobody else can run, the thread is let go.

use crate::event::{Event, Fact};
use crate::execution::{Execution, Recording, try_with};
use crate::object::ObjectId;
use crate::task::TaskId;

/// A thread that is held back, or will be.
pub(crate) struct Hold {
    /// Who asked for it, and is never held itself.
    by: TaskId,
    /// How many steps the others may still do, together.
    steps_left: u32,
    held: Option<TaskId>,
}

/// Lets all other threads together do `steps` steps; whoever does the last of them begins no other one before [`let_go`].
///
/// The way of a thread to its first operation is a step. A thread that ends with the last step leaves its place to the
/// next one that arrives at an operation. A second hold ends the first one. Until it ends, releases are scheduling points, so
/// that a thread can also be held between its last operation under a lock and the unlocking.
pub fn hold_after(steps: u32) {
    try_with(|execution| {
        // What a held thread would have done is no reordering of what is done without it.
        execution.unfair = true;
        execution.hold = Some(Hold {
            by: execution.current,
            steps_left: steps,
            held: None,
        });
    });
}

/// Whether a thread is held back now.
#[must_use]
pub fn is_holding() -> bool {
    try_with(|execution| {
        let hold = execution.hold.as_ref();
        hold.is_some_and(|hold| hold.held.is_some())
    })
    .unwrap_or(false)
}

/// Ends a hold; does nothing when there is none.
pub fn let_go() {
    try_with(|execution| execution.hold = None);
}

impl Execution {
    /// Counts a step of `me`, which has arrived at its next operation.
    pub(crate) fn count_for_hold(&mut self, me: TaskId) {
        let Some(hold) = &mut self.hold else {
            return;
        };
        if me == hold.by || hold.held.is_some() {
            return;
        }
        hold.steps_left = hold.steps_left.saturating_sub(1);
        if hold.steps_left > 0 {
            return;
        }
        hold.held = Some(me);
        if self.recording == Recording::On {
            let (clock, place) = (self.clock, self.task(me).pending.place);
            self.tell(Event {
                task: me,
                clock,
                place: Some(place),
                object: ObjectId::NONE,
                fact: Fact::Plain,
                text: "is held back here".to_owned(),
            });
        }
    }

    pub(crate) fn is_held(&self, task: TaskId) -> bool {
        let hold = self.hold.as_ref();
        hold.is_some_and(|hold| hold.held == Some(task))
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use crate::runtime::{Operation, Spawn, here, join, spawn, step, yield_now};
    use crate::{Config, Outcome, explore_here};

    use super::*;

    /// Starts a thread that counts three steps of its own.
    fn count_to_three() -> (TaskId, Rc<Cell<u32>>) {
        let counter = Rc::new(Cell::new(0));
        let own = counter.clone();
        let thread = Spawn {
            name: None,
            label: "T",
            place: here(),
            stack_bytes: 0,
        };
        let body = move || {
            for _ in 0..3 {
                step(Operation::local(here(), "counts"));
                own.set(own.get() + 1);
            }
        };
        (spawn(thread, Box::new(body)), counter)
    }

    fn every_schedule(body: impl Fn()) {
        let report = explore_here(&Config::default(), body);
        assert_eq!(report.outcome, Outcome::Ok, "{}", report.message);
    }

    #[test]
    fn a_thread_is_held_at_the_chosen_step() {
        for steps in 1..=3 {
            every_schedule(|| {
                hold_after(steps);
                let (thread, counter) = count_to_three();
                for _ in 0..20 {
                    yield_now(here());
                }
                assert!(is_holding(), "it has not come to its end");
                assert_eq!(counter.get(), steps - 1, "the first step leads to the loop");
                let_go();
                join(thread, here());
                assert_eq!(counter.get(), 3);
            });
        }
    }

    #[test]
    fn a_hold_is_no_deadlock() {
        every_schedule(|| {
            hold_after(2);
            let (thread, counter) = count_to_three();
            join(thread, here());
            assert_eq!(counter.get(), 3, "who waits for it has it let go");
            assert!(!is_holding());
        });
    }

    #[test]
    fn nobody_is_held_when_all_end_before() {
        every_schedule(|| {
            hold_after(5);
            let (thread, _) = count_to_three();
            join(thread, here());
            yield_now(here());
            assert!(!is_holding());
        });
    }
}
