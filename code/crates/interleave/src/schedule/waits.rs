//! Who cannot go on, and since when, for traces and timelines.

use crate::event::{Event, Fact};
use crate::execution::{Execution, Waiting};
use crate::report::Moment;
use crate::runtime::Operation;
use crate::task::TaskId;

impl Execution {
    fn moment(&self) -> Moment {
        Moment {
            step: self.events.len() + 1,
            nanoseconds: self.clock,
        }
    }

    /// Writes down who cannot go on from here, and who can again, or waits for something else by now.
    pub(super) fn note_waits(&mut self, ready: &[bool]) {
        let now = self.moment();
        for (index, ready) in (0_u32..).zip(ready) {
            let id = TaskId(index);
            let task = self.task(id);
            let (operation, is_blocked) = (task.pending, !task.finished && !ready);
            let open = self
                .waits
                .iter_mut()
                .rfind(|wait| wait.task == id && wait.until.is_none());
            match open {
                Some(wait) if is_blocked && wait.operation.is_same_wait(&operation) => continue,
                Some(wait) => wait.until = Some(now),
                None => {}
            }
            if is_blocked {
                self.waits.push(Waiting {
                    task: id,
                    operation,
                    from: now,
                    until: None,
                });
            }
        }
    }

    /// The thread goes on: its time is up.
    pub(super) fn end_wait(&mut self, id: TaskId) {
        let now = self.moment();
        for wait in &mut self.waits {
            if wait.task == id && wait.until.is_none() {
                wait.until = Some(now);
            }
        }
    }

    /// Tells that the running thread has to wait, unless it has just said so itself.
    pub(super) fn tell_waiting(&mut self, me: TaskId) {
        let said = self
            .events
            .iter()
            .rfind(|event| event.task == me)
            .is_some_and(|event| matches!(event.fact, Fact::Sleeps | Fact::SleepsUntil(_)));
        if said {
            return;
        }
        let Operation {
            object,
            place,
            waiting,
            ..
        } = self.task(me).pending;
        let clock = self.clock;
        self.tell(Event {
            task: me,
            clock,
            place: Some(place),
            object,
            fact: Fact::Blocks,
            text: waiting.to_owned(),
        });
    }
}
