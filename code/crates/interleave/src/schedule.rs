//! Who runs next.
//!
//! The default keeps the current thread running, else takes the next one in a circle.
//! Threads that gave way are left out while another one can run (fair scheduling after Musuvathi and Qadeer); those that did so out of
//! courtesy alone, and not again and again, come last instead.
//! Virtual time passes when nobody can run; it may also pass earlier, as long as no thread that could run is thereby delayed by more than
//! [`LONGEST_DELAY`], because a real machine may delay a thread, but not for ever.
//!
//! # Why each schedule is a real one
//!
//! A schedule is a real one because [the standard library](https://doc.rust-lang.org/std/thread/index.html) promises nothing of the order or speed of threads: any of those that can run may
//! do its next step. What a loop that gives way, or a thread with a long streak, leaves out are schedules, so fairness can hide a failure and never make one up.

mod hook;
mod waits;

use std::panic::Location;

pub(crate) use hook::{HOOK_WAITS, call as call_hook};

use crate::choice::{Candidate, Choice, ChoiceKind, Point};
use crate::event::Fact;
use crate::execution::{Execution, Recording, with};
use crate::graph::Reads;
use crate::report::Outcome;
use crate::runtime::{Operation, Wake};
use crate::task::{Guard, TaskId};

/// The greatest virtual delay of a thread that can run, in nanoseconds.
pub(crate) const LONGEST_DELAY: u64 = 1_000_000_000;

/// So many steps in a row and the others get a turn, lest a loop that only looks busy keeps everyone waiting.
const LONGEST_STREAK: u32 = 300;

/// Suspends the current thread at a scheduling point until it is chosen again.
pub(crate) fn wait(
    operation: Operation,
    guard: Option<&dyn Fn() -> bool>,
    deadline: Option<u64>,
) -> Wake {
    if with(|execution| execution.in_hook) {
        return hook::wait(operation, guard, deadline);
    }
    let (me, fits) = with(|execution| {
        let me = execution.current;
        execution.end_step();
        let task = execution.task(me);
        task.starting = false;
        task.pending = operation;
        // SAFETY of use: the guard outlives this call, and it is cleared before this function returns.
        task.guard = guard.map(erase);
        task.deadline = deadline;
        task.timed_out = false;
        execution.count_for_hold(me);
        (me, !execution.is_long_enough())
    });
    if !fits {
        over_limit();
    }
    let next = pick(Some(me));
    if next != Some(me) {
        suspend(me, next);
    }
    with(|execution| {
        let task = execution.task(me);
        task.guard = None;
        task.deadline = None;
        if task.timed_out {
            Wake::TimedOut
        } else {
            Wake::Ready
        }
    })
}

/// Gives the execution up from inside a thread.
pub(crate) fn abandon() -> ! {
    let me = with(|execution| execution.current);
    loop {
        suspend(me, None);
    }
}

fn erase<'a>(guard: &'a (dyn Fn() -> bool + 'a)) -> Guard {
    // SAFETY: only the lifetime changes; `wait` removes the pointer from the task before the borrow ends.
    unsafe {
        std::mem::transmute::<*const (dyn Fn() -> bool + 'a), Guard>(std::ptr::from_ref(guard))
    }
}

/// Leaves the stack of `me`, the running thread, although `current` may already name its successor.
fn suspend(me: TaskId, next: Option<TaskId>) {
    let yielder = with(|execution| {
        execution.next = next;
        execution.task(me).yielder
    });
    // SAFETY: the yielder lives on the stack of the running coroutine, which is this one.
    unsafe { (*yielder).suspend(()) };
}

/// Who goes round in circles is told by the explanation, from the events.
fn over_limit() -> ! {
    with(|execution| {
        let steps = execution.bounds.steps;
        let outcome = if execution.idle_steps > steps / 4 {
            Outcome::Livelock
        } else {
            Outcome::Limit
        };
        let message = format!("one execution takes more than {steps} steps");
        execution.fail(outcome, message, None);
    });
    abandon()
}

/// Chooses the next thread. `None` ends the execution: all done, stuck, or given up.
pub(crate) fn pick(current: Option<TaskId>) -> Option<TaskId> {
    let guards: Vec<Option<Guard>> = with(|execution| {
        execution
            .tasks
            .iter()
            .map(|task| if task.finished { None } else { task.guard })
            .collect()
    });
    let ready: Vec<bool> = guards
        .iter()
        .map(|guard| {
            // SAFETY: the guard belongs to a task that is suspended inside `wait`, which keeps it alive.
            guard.is_none_or(|guard| unsafe { (*guard)() })
        })
        .collect();
    with(|execution| {
        if execution.recording == Recording::On {
            execution.note_waits(&ready);
        }
        if execution.recording == Recording::On
            && let Some(me) = current
            && !ready[me.index()]
        {
            execution.tell_waiting(me);
        }
        execution.pick(current, &ready)
    })
}

impl Execution {
    /// Closes the books of the step that ends here.
    pub(crate) fn end_step(&mut self) {
        let me = self.current;
        if self.step_was_idle {
            self.idle_steps += 1;
        } else {
            self.idle_steps = 0;
            self.clock_is_watched = false;
            self.task(me).idle = 0;
            // Somebody did something, so those who gave way may hope again.
            for (index, other) in self.tasks.iter_mut().enumerate() {
                if index != me.index() {
                    other.yielded = false;
                }
            }
        }
        let task = self.task(me);
        task.streak += 1;
        if task.streak >= LONGEST_STREAK {
            task.streak = 0;
            task.yielded = true;
            self.unfair = true;
        }
        self.step_was_idle = false;
        if let Some(chooser) = &mut self.chooser {
            chooser.stepped(me, &self.footprint);
        }
        if self.wants_states() {
            let task = self.task(me);
            task.history = crate::graph::mix(
                task.history,
                (task.pending.place.line(), task.pending.place.column()),
            );
        }
        self.footprint.touched.clear();
        self.footprint.global = false;
    }

    /// Whether it has reached its bound, or will for want of anything that could still change.
    fn is_long_enough(&self) -> bool {
        let is_stuck = self.idle_steps > self.bounds.steps / 4 && !self.clock_is_watched;
        is_stuck || self.steps >= self.bounds.steps
    }

    fn pick(&mut self, current: Option<TaskId>, ready: &[bool]) -> Option<TaskId> {
        if self.failure.is_some() || self.pruned || self.exited {
            return None;
        }
        if !self.can_go_on(ready) {
            self.stuck();
            return None;
        }
        // A thread runs to its first operation at once: no one can tell when it does, so that is no choice.
        if let Some(index) = self
            .tasks
            .iter()
            .position(|task| task.starting && !task.finished)
        {
            return Some(self.start_step(Candidate::Run(TaskId(index as u32)), true));
        }
        let mut candidates = self.candidates(current, ready);
        if candidates.is_empty() {
            // Only the thread that is held back can go on.
            self.hold = None;
            candidates = self.candidates(current, ready);
        }
        let wants_states = self.wants_states();
        if wants_states {
            self.snapshot(ready);
        }
        let forced = self
            .chooser
            .as_ref()
            .is_some_and(|chooser| chooser.wants_forced());
        let picked = if candidates.len() > 1 || forced {
            let yielded = current.filter(|current| self.task(*current).yielded);
            let state = if wants_states {
                crate::graph::state_of(self, ready, self.reads())
            } else {
                0
            };
            let point = Point {
                kind: ChoiceKind::Schedule,
                alternatives: candidates.len(),
                candidates: &candidates,
                yielded,
                state,
            };
            self.choose(&point)?
        } else {
            0
        };
        let candidate = candidates[picked];
        if wants_states {
            self.snapshot_chosen(candidate.task());
        }
        Some(self.start_step(candidate, ready[candidate.task().index()]))
    }

    /// Which stores loads may read while a state graph is being made.
    pub(crate) fn reads(&self) -> Reads {
        match &self.chooser {
            Some(chooser) if chooser.follows_reads() => Reads::All,
            _ => Reads::Newest,
        }
    }

    /// Whether a state graph is being made.
    pub(crate) fn wants_states(&self) -> bool {
        self.chooser
            .as_ref()
            .is_some_and(|chooser| chooser.wants_states())
    }

    fn can_go_on(&self, ready: &[bool]) -> bool {
        self.tasks
            .iter()
            .zip(ready)
            .any(|(task, ready)| !task.finished && (*ready || task.deadline.is_some()))
    }

    fn stuck(&mut self) {
        let waiting: Vec<TaskId> = (0_u32..)
            .zip(&self.tasks)
            .filter(|(_, task)| !task.finished)
            .map(|(index, _)| TaskId(index))
            .collect();
        let Some(first) = waiting.first().copied() else {
            return;
        };
        if self.recording == Recording::On {
            for task in &waiting {
                if !self
                    .events
                    .iter()
                    .rfind(|event| event.task == *task)
                    .is_some_and(|event| event.fact == Fact::Blocks)
                {
                    self.tell_waiting(*task);
                }
            }
        }
        if self.main_ended {
            self.fail(Outcome::Leak, String::new(), Some(first));
        } else {
            self.fail(Outcome::Deadlock, String::new(), Some(first));
        }
    }

    /// Those who may run, the default first.
    fn candidates(&mut self, current: Option<TaskId>, ready: &[bool]) -> Vec<Candidate> {
        let count = self.tasks.len();
        let clock = self.clock;
        let start = current.map_or(self.current.index() + 1, TaskId::index);
        let can_run = |index: usize, execution: &Self| {
            let task = &execution.tasks[index];
            !task.finished
                && !execution.is_held(TaskId(index as u32))
                && (ready[index] || task.deadline.is_some_and(|deadline| deadline <= clock))
        };
        let circle = || (0..count).map(move |offset| (start + offset) % count);
        for index in 0..count {
            if !can_run(index, self) {
                self.tasks[index].ready_since = clock;
            }
        }
        let eager: Vec<Candidate> = circle()
            .filter(|index| can_run(*index, self) && !self.tasks[*index].yielded)
            .map(|index| Candidate::Run(TaskId(index as u32)))
            .collect();
        let patient: Vec<Candidate> = circle()
            .filter(|index| can_run(*index, self) && self.tasks[*index].yielded)
            .map(|index| Candidate::Run(TaskId(index as u32)))
            .collect();
        let mut timers = self.next_timers(ready);
        if self.time_is_held && !(eager.is_empty() && patient.is_empty()) {
            timers.clear();
        } else if !eager.is_empty() || !patient.is_empty() {
            let oldest = (0..count)
                .filter(|index| can_run(*index, self))
                .map(|index| self.tasks[index].ready_since)
                .min()
                .unwrap_or(clock);
            timers.retain(|timer| {
                self.tasks[timer.task().index()]
                    .deadline
                    .is_some_and(|deadline| deadline.saturating_sub(oldest) <= LONGEST_DELAY)
            });
            let hopeful = patient
                .iter()
                .any(|candidate| self.tasks[candidate.task().index()].hopeful);
            if eager.is_empty() && timers.is_empty() && !patient.is_empty() && !hopeful {
                // Everybody waits by asking again and again: the machine would let time pass.
                timers = self.next_timers(ready);
            }
        }
        let mut candidates = eager;
        if candidates.is_empty() {
            // The one that gave way last comes last.
            let (hopeful, mut patient): (Vec<_>, Vec<_>) = patient
                .into_iter()
                .partition(|candidate| self.tasks[candidate.task().index()].hopeful);
            candidates.extend(hopeful);
            candidates.append(&mut timers);
            patient.sort_by_key(|candidate| Some(candidate.task()) == current);
            candidates.extend(patient);
        } else {
            candidates.append(&mut timers);
            // Courtesy binds nobody: the one that gave way may be the next all the same.
            candidates.extend(
                patient
                    .into_iter()
                    .filter(|candidate| self.tasks[candidate.task().index()].hopeful),
            );
        }
        candidates
    }

    /// The sleepers whose deadline comes next.
    fn next_timers(&self, ready: &[bool]) -> Vec<Candidate> {
        let sleepers = || {
            (0_u32..)
                .zip(self.tasks.iter().zip(ready))
                .filter_map(|(index, (task, ready))| {
                    let deadline = task
                        .deadline
                        .filter(|deadline| !task.finished && !*ready && *deadline > self.clock)?;
                    let id = TaskId(index);
                    (!self.is_held(id)).then_some((deadline, id))
                })
        };
        let Some(earliest) = sleepers().map(|(deadline, _)| deadline).min() else {
            return Vec::new();
        };
        sleepers()
            .filter(|(deadline, _)| *deadline == earliest)
            .map(|(_, task)| Candidate::TimeOut(task))
            .collect()
    }

    fn start_step(&mut self, candidate: Candidate, ready: bool) -> TaskId {
        let id = candidate.task();
        let clock = self.clock;
        let task = self.task(id);
        let mut now = clock;
        if let Candidate::TimeOut(_) = candidate {
            now = task.deadline.unwrap_or(clock).max(clock);
        }
        task.ready_since = now;
        task.steps += 1;
        let (steps, operation) = (task.steps, task.pending);
        task.view.advance(id.index(), steps);
        // A guard that is true wins over a deadline that passed: which came first is decided by when the thread is chosen.
        task.timed_out = !ready;
        task.yielded = false;
        task.hopeful = false;
        if self.current != id {
            self.current_task().streak = 0;
        }
        self.clock = now;
        self.steps += 1;
        self.current = id;
        if self.recording == Recording::On {
            self.end_wait(id);
        }
        crate::isolated::beat();
        if self.recording == Recording::On && crate::isolated::is_witnessed() {
            crate::isolated::witness_turn(&self.tasks[id.index()].display_name());
        }
        if candidate == Candidate::TimeOut(id) || operation.access == crate::Access::Global {
            self.footprint.global = true;
        }
        self.footprint.add(operation.object, operation.access);
        id
    }

    /// Asks the chooser and writes down what it said.
    pub(crate) fn choose(&mut self, point: &Point<'_>) -> Option<usize> {
        if self.in_hook {
            return Some(0);
        }
        let mut chooser = self.chooser.take()?;
        let picked = chooser.choose(point);
        self.chooser = Some(chooser);
        let Some(picked) = picked else {
            self.pruned = true;
            return None;
        };
        // A program that depends on addresses or random numbers may have had more alternatives the last time.
        let picked = picked.min(point.alternatives - 1);
        if point.alternatives > 1 {
            crate::isolated::note_deviation(picked, self.release_points);
            self.choices.push(Choice {
                kind: point.kind,
                alternatives: point.alternatives as u16,
                picked: picked as u16,
            });
        }
        Some(picked)
    }

    /// A place to blame when there is no better one.
    #[track_caller]
    pub(crate) fn nowhere() -> crate::Place {
        Location::caller()
    }
}
