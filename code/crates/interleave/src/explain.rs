//! Turns a failing execution into a report: names, a table of steps, notes, and one sentence that names the broken property.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::config::Config;
use crate::event::{Event, Fact};
use crate::execution::{Execution, Waiting};
use crate::names::Sources;
use crate::object::{ObjectId, Place};
use crate::report::{Outcome, Report, Step, Wait};
use crate::run::Run;
use crate::runtime::Operation;
use crate::search::token_of;
use crate::task::TaskId;

mod circles;
mod history;
mod waiting;

/// The report of one execution that was run with events on.
pub(crate) fn report(config: &Config, run: &Run, release_points: bool) -> Report {
    let mut names = Names::new(&config.source_roots, &run.execution);
    let trace: Vec<Step> = run
        .events()
        .iter()
        .enumerate()
        .map(|(index, event)| names.step(index + 1, event))
        .collect();
    let outcome = run
        .failure
        .as_ref()
        .map_or(Outcome::Ok, |failure| failure.outcome);
    let mut report = Report::new(outcome, String::new());
    report.threads = run
        .execution
        .tasks
        .iter()
        .map(|task| task.display_name())
        .collect();
    report.output.clone_from(&run.output);
    report.waits = run
        .execution
        .waits
        .iter()
        .filter(|wait| wait.until != Some(wait.from))
        .map(|wait| names.wait(wait))
        .collect();
    report.trace = trace;
    if let Some(failure) = &run.failure {
        report.replay = Some(token_of(run, release_points));
        history::explain(&mut report, &mut names, run, failure);
    } else {
        report.message = "this schedule does not fail".to_owned();
    }
    report
}

/// Whether a place is in a library and not in the program: the standard library calls back into the facades from its iterators, and the
/// macros of others, such as `join!`, poll what the program gave them.
pub(crate) fn is_library(place: Place) -> bool {
    let file = place.file();
    file.starts_with("/rustc/")
        || file.contains("/lib/rustlib/")
        || file.contains("/registry/src/")
        || is_facade(file)
}

/// The facades lie beside the engine.
fn is_facade(file: &str) -> bool {
    file!()
        .strip_suffix("interleave/src/explain.rs")
        .and_then(|crates| file.strip_prefix(crates))
        .is_some_and(|rest| rest.starts_with("interleave-") && rest.contains("/src/"))
}

/// A line in words, ` (line 7)`, or nothing for a place that is not the program's own.
#[must_use]
pub fn line_of(place: Place) -> String {
    if is_library(place) {
        String::new()
    } else {
        format!(" (line {})", place.line())
    }
}

/// Names of objects and threads.
pub(crate) struct Names {
    objects: BTreeMap<ObjectId, String>,
    tasks: Vec<String>,
}

impl Names {
    pub(crate) fn new(roots: &[PathBuf], execution: &Execution) -> Self {
        let mut sources = Sources::new(roots);
        let tasks: Vec<String> = execution
            .tasks
            .iter()
            .map(|task| task.display_name())
            .collect();
        let mut objects = BTreeMap::new();
        let mut same: BTreeMap<String, Vec<ObjectId>> = BTreeMap::new();
        for (index, object) in execution.objects.iter().enumerate() {
            let id = ObjectId(index as u32);
            if [ObjectId::NONE, ObjectId::OUTPUT, ObjectId::CLOCK].contains(&id) {
                continue;
            }
            if let Some(task) = execution.tasks.iter().position(|task| task.object == id) {
                objects.insert(id, tasks[task].clone());
                continue;
            }
            let name = object
                .name
                .clone()
                .or_else(|| sources.created_at(object.created, object.kind))
                .or_else(|| sources.receiver_at(object.used))
                .unwrap_or_else(|| object.kind.to_owned());
            same.entry(name).or_default().push(id);
        }
        for (name, ids) in same {
            let several = ids.len() > 1;
            for (index, id) in ids.into_iter().enumerate() {
                objects.insert(
                    id,
                    if several {
                        format!("{name}#{}", index + 1)
                    } else {
                        name.clone()
                    },
                );
            }
        }
        Self { objects, tasks }
    }

    pub(crate) fn object(&self, id: ObjectId) -> String {
        format!("`{}`", self.objects.get(&id).map_or("?", String::as_str))
    }

    /// An object's name without quotes.
    pub(crate) fn bare(&self, id: ObjectId) -> String {
        self.objects.get(&id).cloned().unwrap_or_default()
    }

    pub(crate) fn task(&self, id: TaskId) -> String {
        self.tasks
            .get(id.index())
            .cloned()
            .unwrap_or_else(|| format!("T{}", id.index()))
    }

    /// Puts names where a text has placeholders.
    pub(crate) fn fill(&self, text: &str, object: ObjectId) -> String {
        let mut filled = text.replace("{object}", &self.object(object));
        while let Some(start) = filled.find("{task:") {
            let Some(length) = filled[start..].find('}') else {
                break;
            };
            let number: u32 = filled[start + 6..start + length].parse().unwrap_or(0);
            filled.replace_range(start..=start + length, &self.task(TaskId(number)));
        }
        while let Some(start) = filled.find("{object:") {
            let Some(length) = filled[start..].find('}') else {
                break;
            };
            let number: u32 = filled[start + 8..start + length].parse().unwrap_or(0);
            filled.replace_range(start..=start + length, &self.object(ObjectId(number)));
        }
        filled
    }

    /// What happened, in words. What a program prints stays as it is.
    pub(crate) fn words(&self, event: &Event) -> String {
        if event.fact == Fact::Prints {
            event.text.clone()
        } else {
            self.fill(&event.text, event.object)
        }
    }

    fn wait(&self, wait: &Waiting) -> Wait {
        let Operation {
            object,
            place,
            waiting,
            ..
        } = wait.operation;
        Wait {
            task: self.task(wait.task),
            what: self.fill(waiting, object),
            object: match object {
                ObjectId::NONE | ObjectId::OUTPUT => None,
                ObjectId::CLOCK => Some("clock".to_owned()),
                _ => self.objects.get(&object).cloned(),
            },
            line: (!is_library(place)).then(|| place.line()),
            from: wait.from,
            until: wait.until,
        }
    }

    pub(crate) fn step(&self, number: usize, event: &Event) -> Step {
        let shown = event.object != ObjectId::NONE
            && event.object != ObjectId::OUTPUT
            && event.object != ObjectId::CLOCK;
        let place = event.place.filter(|place| !is_library(place));
        Step {
            step: number,
            task: self.task(event.task),
            event: self.words(event),
            kind: event.fact.word().to_owned(),
            object: shown
                .then(|| self.objects.get(&event.object).cloned())
                .flatten(),
            file: place.map(|place| place.file().to_owned()),
            line: place.map(|place| place.line()),
            nanoseconds: event.clock,
        }
    }
}
