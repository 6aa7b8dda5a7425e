//! What led to the failure: holders, sleepers, lost signals, stale reads, overwritten updates.

use std::collections::BTreeMap;

use super::{Names, line_of};
use crate::event::{Event, Fact};
use crate::execution::Failure;
use crate::object::ObjectId;
use crate::report::{Outcome, Report};
use crate::run::Run;
use crate::task::TaskId;

/// Fills in notes and the last sentence.
pub(crate) fn explain(report: &mut Report, names: &mut Names, run: &Run, failure: &Failure) {
    let events = run.events();
    report.message = match failure.outcome {
        Outcome::Deadlock | Outcome::Leak => stuck(report, names, run),
        Outcome::Panic => panicked(names, run, failure),
        Outcome::Livelock | Outcome::Limit => {
            super::circles::explain(report, names, run, &failure.message)
        }
        _ => names.fill(&failure.message, ObjectId::NONE),
    };
    if matches!(
        failure.outcome,
        Outcome::Panic | Outcome::Deadlock | Outcome::Leak
    ) {
        let before = report.notes.len();
        stale_reads(report, names, events);
        overwritten(report, names, events);
        if failure.outcome == Outcome::Panic && report.notes.len() == before {
            report.notes.extend(let_go_between(names, events));
        }
    }
}

/// Who holds each lock, and since which step.
pub(super) type Holders = BTreeMap<ObjectId, Vec<(TaskId, usize)>>;

/// Who holds each lock at the end.
pub(super) fn holders(events: &[Event]) -> Holders {
    let mut holders = Holders::new();
    for (index, event) in events.iter().enumerate() {
        match event.fact {
            Fact::Acquires | Fact::AcquiresShared => holders
                .entry(event.object)
                .or_default()
                .push((event.task, index + 1)),
            Fact::Releases => {
                let held = holders.entry(event.object).or_default();
                let at = held
                    .iter()
                    .rposition(|(task, _)| *task == event.task)
                    .or_else(|| held.len().checked_sub(1));
                if let Some(at) = at {
                    held.remove(at);
                }
            }
            _ => {}
        }
    }
    holders
}

fn stuck(report: &mut Report, names: &Names, run: &Run) -> String {
    let execution = &run.execution;
    let events = run.events();
    let holders = holders(events);
    let mut waiting = Vec::new();
    for (index, task) in execution.tasks.iter().enumerate() {
        if task.finished {
            continue;
        }
        let id = TaskId(index as u32);
        let object = task.pending.object;
        let line = line_of(task.pending.place);
        let what = names.fill(task.pending.waiting, object);
        let since = events
            .iter()
            .rposition(|event| {
                event.task == id && matches!(event.fact, Fact::Blocks | Fact::Sleeps)
            })
            .map(|at| at + 1);
        let mut note = format!("{} {what}{line}", names.task(id));
        if let Some(since) = since {
            note.push_str(&format!(", since step {since}"));
        }
        if task.pending.waiting.contains("read-lock") {
            note.push_str(&kept_out(names, run, object));
        }
        let upgrades = task.pending.waiting.contains("upgrade");
        for (holder, step) in holders.get(&object).into_iter().flatten() {
            let who = match *holder == id {
                // What it holds it upgrades: it waits for the others only.
                true if upgrades => continue,
                true => "itself".to_owned(),
                false => names.task(*holder),
            };
            note.push_str(&format!("; held by {who} since step {step}"));
        }
        if task.pending.waiting.starts_with("sleeps") {
            note.push_str(&last_signal(names, events, object, id));
        }
        report.notes.push(note);
        waiting.push((names.task(id), what, line, object));
    }
    let panics = first_panic(names, run);
    let count = waiting.len();
    let list: Vec<String> = waiting
        .iter()
        .map(|(task, what, line, _)| format!("{task} {what}{line}"))
        .collect();
    let list = list.join(", ");
    let sentence = match count {
        1 => format!("one thread waits for ever: {list}"),
        _ => format!("{} threads wait for ever: {list}", self::count(count)),
    };
    let sentence = match super::waiting::circle(names, run, &holders) {
        Some(circle) => format!("{sentence}; {circle}"),
        None => sentence,
    };
    match panics {
        Some(panic) => format!("{panic}; after that, {sentence}"),
        None => sentence,
    }
}

/// The writers that wait already, behind whom a reader has to wait even while others read.
fn kept_out(names: &Names, run: &Run, object: ObjectId) -> String {
    let mut words = String::new();
    for (index, task) in (0_u32..).zip(&run.execution.tasks) {
        let id = TaskId(index);
        let writes = ["write-lock", "upgrade"]
            .iter()
            .any(|way| task.pending.waiting.contains(way));
        if task.finished || task.pending.object != object || !writes {
            continue;
        }
        let since = run
            .events()
            .iter()
            .rposition(|event| event.task == id && event.fact == Fact::Blocks)
            .map_or(String::new(), |at| format!(" since step {}", at + 1));
        words.push_str(&format!(
            "; kept out by {}, which {}{since}",
            names.task(id),
            names.fill(task.pending.waiting, object)
        ));
    }
    words
}

/// A small number as a word.
pub(super) fn count(count: usize) -> String {
    [
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ]
    .get(count)
    .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

fn last_signal(names: &Names, events: &[Event], object: ObjectId, sleeper: TaskId) -> String {
    let slept = events.iter().rposition(|event| {
        event.task == sleeper && event.object == object && event.fact == Fact::Sleeps
    });
    let signal = events
        .iter()
        .rposition(|event| event.object == object && matches!(event.fact, Fact::Notifies(_)));
    match (signal, slept) {
        (None, _) => format!("; nothing ever signals {}", names.object(object)),
        (Some(signal), Some(slept)) if signal < slept => format!(
            "; the last signal was step {}, BEFORE it went to sleep at step {}",
            signal + 1,
            slept + 1
        ),
        (Some(signal), _) => format!("; the last signal was step {}", signal + 1),
    }
}

fn first_panic(names: &Names, run: &Run) -> Option<String> {
    let event = run
        .events()
        .iter()
        .find(|event| event.fact == Fact::Panics)?;
    let line = event.place.map(line_of).unwrap_or_default();
    Some(format!(
        "{} {}{line}",
        names.task(event.task),
        on_one_line(&event.text)
    ))
}

/// The first panic is the cause, unless somebody caught it and went on: then the one that ended the program says more.
fn panicked(names: &Names, run: &Run, failure: &Failure) -> String {
    let panics = || {
        run.events()
            .iter()
            .filter(|event| event.fact == Fact::Panics)
    };
    let Some(first) = first_panic(names, run) else {
        let who = failure
            .task
            .map(|task| names.task(task))
            .unwrap_or_default();
        return format!("{who} panics: {}", failure.message);
    };
    match panics().next_back() {
        Some(last)
            if panics().count() > 1
                && Some(last.task) == failure.task
                // What a scope says of a thread that nobody joined adds nothing.
                && !last.text.ends_with("a scoped thread panicked") =>
        {
            let who = names.task(last.task);
            format!("{first}; after that, {who} {}", on_one_line(&last.text))
        }
        _ => first,
    }
}

/// The message of a failed assertion has several lines.
fn on_one_line(text: &str) -> String {
    text.lines().map(str::trim).collect::<Vec<_>>().join(", ")
}

fn stale_reads(report: &mut Report, names: &Names, events: &[Event]) {
    for (index, event) in events.iter().enumerate() {
        if let Fact::Reads { value, stale: true } = &event.fact {
            report.notes.push(format!(
                "step {}: {} reads {} = {value}, an old value; the orderings allow it, because nothing synchronizes this read with the newer store",
                index + 1,
                names.task(event.task),
                names.object(event.object)
            ));
        }
    }
}

/// A write that is based on a read after which somebody else wrote.
fn overwritten(report: &mut Report, names: &Names, events: &[Event]) {
    let mut sentence = None;
    for (index, event) in events.iter().enumerate() {
        let Fact::Writes { .. } = event.fact else {
            continue;
        };
        let Some(read) = events[..index].iter().rposition(|earlier| {
            earlier.task == event.task
                && earlier.object == event.object
                && matches!(
                    earlier.fact,
                    Fact::Reads { .. } | Fact::Writes { .. } | Fact::Updates { .. }
                )
        }) else {
            continue;
        };
        let between = events[read + 1..index].iter().position(|other| {
            other.task != event.task
                && other.object == event.object
                && matches!(other.fact, Fact::Writes { .. } | Fact::Updates { .. })
        });
        if let (Some(offset), Fact::Reads { .. }) = (between, &events[read].fact) {
            let other = &events[read + 1 + offset];
            let line = event.place.map_or(0, |place| place.line());
            report.notes.push(format!(
                "step {}: {} overwrites {}, which {} changed at step {}, after {} had read it at step {}",
                index + 1,
                names.task(event.task),
                names.object(event.object),
                names.task(other.task),
                read + 2 + offset,
                names.task(event.task),
                read + 1
            ));
            sentence.get_or_insert(format!(
                "update lost: {} overwrote {}'s write of {} (line {line})",
                names.task(event.task),
                names.task(other.task),
                names.object(event.object)
            ));
        }
    }
    if let Some(sentence) = sentence {
        report.message = format!("{sentence}; {}", report.message);
    }
}

/// Somebody gave a lock back and took it again, and another had it meanwhile: for whoever looked the first time and acts the second,
/// that is the update lost. Whoever sleeps in between expects it.
fn let_go_between(names: &Names, events: &[Event]) -> Option<String> {
    let locks = |event: &Event| matches!(event.fact, Fact::Acquires | Fact::AcquiresShared);
    events.iter().enumerate().find_map(|(again, event)| {
        let of_both = |other: &&Event| other.task == event.task && other.object == event.object;
        if event.fact != Fact::Acquires {
            return None;
        }
        let first = events[..again]
            .iter()
            .rposition(|earlier| of_both(&earlier) && locks(earlier))?;
        let between = &events[first + 1..again];
        let released = between
            .iter()
            .position(|own| of_both(&own) && own.fact == Fact::Releases)?;
        if between
            .iter()
            .any(|own| own.task == event.task && own.fact == Fact::Sleeps)
        {
            return None;
        }
        let other = between.iter().skip(released).position(|other| {
            other.task != event.task && other.object == event.object && other.fact == Fact::Acquires
        })?;
        let other_step = first + 1 + released + other;
        let (task, object) = (names.task(event.task), names.object(event.object));
        Some(format!(
            "step {}: {task} locks {object} again, which {} had at step {}: what {task} learned under the lock at step {} may have changed",
            again + 1,
            names.task(events[other_step].task),
            other_step + 1,
            first + 1,
        ))
    })
}
