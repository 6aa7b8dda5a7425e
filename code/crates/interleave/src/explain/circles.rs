//! Threads that go round in circles: who repeats what, and what would have to change for them to get on.

use super::history::{count, holders};
use super::{Names, line_of};
use crate::event::{Event, Fact};
use crate::object::ObjectId;
use crate::report::{Outcome, Report};
use crate::run::Run;
use crate::task::TaskId;

/// Fewer events than these are shown as they are.
const SHORT: usize = 200;

/// More different events than these, and nothing is repeated that one could tell.
const MOST: usize = 24;

/// Steps that are shown of a long schedule without a circle, from its beginning and from its end.
const ENDS: usize = 100;

/// What some threads do again and again, until the execution is given up.
struct Circle {
    /// The event that begins it.
    start: usize,
    /// The last occurrence of each of its events, in the order in which they first occur.
    events: Vec<usize>,
}

/// The sentence for an execution that was given up, and notes; repetitions are cut from the trace.
pub(super) fn explain(report: &mut Report, names: &Names, run: &Run, bound: &str) -> String {
    let events = run.events();
    // Each round of a circle may have some.
    report.waits.clear();
    let Some(circle) = find(events) else {
        shorten(report, events.len(), ENDS);
        if report.outcome == Outcome::Limit {
            return bound.to_owned();
        }
        let steps = run.execution.idle_steps;
        let others = others(report, names, run, &[]);
        return format!("nothing has changed for {steps} steps{others}");
    };
    let shown = (circle.start + 2 * circle.events.len()).min(report.trace.len());
    if shown < events.len() {
        report.notes.push(format!(
            "steps {} to {} only repeat steps {} to {shown}",
            shown + 1,
            events.len(),
            circle.start + 1,
        ));
        report.trace.truncate(shown);
    }
    shorten(report, events.len(), ENDS + 2 * MOST);
    let tasks = circle.tasks(events);
    let repeated: Vec<String> = tasks
        .iter()
        .map(|task| circle.words(names, events, *task))
        .collect();
    let repeated = repeated.join("; ");
    if report.outcome == Outcome::Limit {
        return format!("{bound}; in the end {repeated}, again and again");
    }
    let who = match tasks.len() {
        1 => "one thread repeats itself for ever".to_owned(),
        several => format!("{} threads repeat themselves for ever", count(several)),
    };
    let unchanged = unchanged(names, events, &circle);
    let others = others(report, names, run, &tasks);
    format!("{who}: {repeated}{unchanged}{others}")
}

/// Leaves out the middle of a long trace; the numbers of the steps show where.
fn shorten(report: &mut Report, length: usize, ends: usize) {
    let left_out = report.trace.len().saturating_sub(2 * ends);
    if length > SHORT && left_out > 0 {
        report.trace.drain(ends..ends + left_out);
        report.notes.push(format!(
            "steps {} to {} are left out here",
            ends + 1,
            ends + left_out
        ));
    }
}

fn is_same(one: &Event, other: &Event) -> bool {
    let place = match (one.place, other.place) {
        (Some(one), Some(other)) => std::ptr::eq(one, other),
        (None, None) => true,
        _ => false,
    };
    place
        && one.task == other.task
        && one.object == other.object
        && one.fact.word() == other.fact.word()
}

fn find(events: &[Event]) -> Option<Circle> {
    if events.len() < SHORT {
        return None;
    }
    let middle = events.len() / 2;
    let mut known: Vec<usize> = Vec::new();
    for (index, event) in events.iter().enumerate().skip(middle) {
        let same = known
            .iter()
            .position(|known| is_same(&events[*known], event));
        match same {
            Some(at) => known[at] = index,
            None if known.len() == MOST => return None,
            None => known.push(index),
        }
    }
    let start = events
        .iter()
        .rposition(|event| !known.iter().any(|known| is_same(&events[*known], event)))
        .map_or(0, |last| last + 1);
    (start <= middle).then_some(Circle {
        start,
        events: known,
    })
}

impl Circle {
    fn tasks(&self, events: &[Event]) -> Vec<TaskId> {
        let mut tasks: Vec<TaskId> = self.events.iter().map(|at| events[*at].task).collect();
        tasks.sort_unstable();
        tasks.dedup();
        tasks
    }

    /// What a thread does in each round.
    fn words(&self, names: &Names, events: &[Event], task: TaskId) -> String {
        let mut words: Vec<String> = Vec::new();
        for at in &self.events {
            let event = &events[*at];
            if event.task == task && event.fact != Fact::Blocks {
                let line = event.place.map(line_of).unwrap_or_default();
                words.push(format!("{}{line}", in_short(&names.words(event))));
            }
        }
        let left_out = words.len().saturating_sub(4);
        words.truncate(4);
        let more = if left_out == 0 { "" } else { ", and so on" };
        format!("{} {}{more}", names.task(task), words.join(", "))
    }
}

/// The beginning of a long text, such as one that is printed.
fn in_short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// What is read in the circle, and written by nobody in it.
fn unchanged(names: &Names, events: &[Event], circle: &Circle) -> String {
    let in_circle = || circle.events.iter().map(|at| &events[*at]);
    let mut read: Vec<ObjectId> = in_circle()
        .filter(|event| matches!(event.fact, Fact::Reads { .. }))
        .map(|event| event.object)
        .collect();
    read.sort_unstable();
    read.dedup();
    read.retain(|object| {
        !in_circle().any(|event| {
            event.object == *object
                && matches!(event.fact, Fact::Writes { .. } | Fact::Updates { .. })
        })
    });
    let list: Vec<String> = read.iter().map(|object| names.object(*object)).collect();
    match list.as_slice() {
        [] => String::new(),
        [one] => format!("; {one} never changes again"),
        several => format!("; {} never change again", several.join(" and ")),
    }
}

/// Those who are not in the circle, and could change something if they went on.
fn others(report: &mut Report, names: &Names, run: &Run, tasks: &[TaskId]) -> String {
    let holders = holders(run.events());
    let mut waiting = Vec::new();
    for (index, task) in (0_u32..).zip(&run.execution.tasks) {
        let id = TaskId(index);
        if task.finished || task.starting || tasks.contains(&id) {
            continue;
        }
        let what = names.fill(task.pending.waiting, task.pending.object);
        let mut note = format!("{} {what}{}", names.task(id), line_of(task.pending.place));
        for (holder, step) in holders.get(&task.pending.object).into_iter().flatten() {
            note.push_str(&format!(
                "; held by {} since step {step}",
                names.task(*holder)
            ));
        }
        report.notes.push(note);
        waiting.push(format!(
            "{} {what}{}",
            names.task(id),
            line_of(task.pending.place)
        ));
    }
    if run.execution.tasks.len() == tasks.len() {
        String::new()
    } else if waiting.is_empty() {
        ": all other threads have ended".to_owned()
    } else {
        format!(": {}", waiting.join(", "))
    }
}
