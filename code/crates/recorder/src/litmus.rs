//! A table of orderings, for a page: `//@ litmus`. For every choice, what the model allows and what a machine showed.
//!
//! What the model allows is explored anew and compared. What a machine showed is counted once, when it is recorded; a
//! check holds it against the model, which has to allow everything that was seen.

mod table;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use catalog::{Listing, Litmus};
use explorer::Outcome;

use self::table::{Counts, Table};
use crate::explore::Memory;
use crate::{Difference, Mode, RecordError, Verdict, machine, process, store};

/// So many rounds are counted for each choice, in so many runs: threads that share a core by chance show nothing.
const ROUNDS: u32 = 20_000;
const RUNS: u32 = 10;

/// Explores every choice of orderings, and holds the table against what is recorded.
pub(crate) fn work(
    root: &Path,
    listing: &Listing,
    litmus: &Litmus,
    memory: &Memory,
    executable: Option<&Path>,
    mode: Mode,
) -> Result<Verdict, RecordError> {
    let choices = choices(&litmus.operations);
    let reports = memory.explore_with(root, listing, &choices)?;
    let wrong = |summary: String| {
        Ok(Verdict::Differs(Difference {
            file: listing.source.clone(),
            summary,
            diff: String::new(),
            needs_author: true,
        }))
    };
    let mut allowed = Vec::new();
    for (choice, report) in choices.iter().zip(reports) {
        let report = report.report;
        if report.outcome != Outcome::Ok || !report.exhaustive {
            return wrong(format!(
                "with {} the explorer says: {}",
                choice.join(", "),
                report.message
            ));
        }
        let lines = report.outputs.iter().map(|output| output.trim().to_owned());
        allowed.push(lines.collect::<Vec<String>>());
    }
    let source = store::read(root, &listing.source)?.unwrap_or_default();
    let recorded = store::read(root, &litmus.table)?;
    let known = recorded
        .as_deref()
        .and_then(|text| Counts::read(text, &source));
    let counts = match (known, mode) {
        (Some(known), _) => known,
        (None, Mode::Write) => count(listing, &choices, executable)?,
        (None, Mode::Check) => {
            return Ok(Verdict::Differs(Difference {
                file: litmus.table.clone(),
                summary: "the program has changed since it was counted".to_owned(),
                diff: String::new(),
                needs_author: false,
            }));
        }
    };
    let table = Table {
        operations: &litmus.operations,
        choices: &choices,
        allowed: &allowed,
        counts: &counts,
    };
    if let Some((choice, outcome)) = table.contradiction() {
        return wrong(format!(
            "the machine showed `{outcome}` with {}, and the explorer never finds it",
            choice.join(", ")
        ));
    }
    let mut verdict = Verdict::Same;
    let summary = "its table of orderings is another one";
    for (file, now) in [
        (litmus.table.clone(), table.json(&source)),
        (litmus.table.with_extension("txt"), table.text()),
        (litmus.table.with_extension("machine.txt"), table.machine()),
    ] {
        if let Some(difference) = store::settle(root, &file, &now, summary, mode)? {
            verdict = Verdict::Differs(difference);
        }
    }
    Ok(verdict)
}

/// The orderings that may stand on an operation.
fn orderings(operation: &str) -> [&'static str; 3] {
    if operation.ends_with("load") {
        ["Relaxed", "Acquire", "SeqCst"]
    } else {
        ["Relaxed", "Release", "SeqCst"]
    }
}

/// Every choice; the last operation changes first.
fn choices(operations: &[String]) -> Vec<Vec<String>> {
    operations
        .iter()
        .fold(vec![Vec::new()], |begun, operation| {
            let with = |choice: &Vec<String>| {
                orderings(operation).map(|ordering| [&choice[..], &[ordering.to_owned()]].concat())
            };
            begun.iter().flat_map(with).collect()
        })
}

/// Lets the program play its rounds on this machine.
fn count(
    listing: &Listing,
    choices: &[Vec<String>],
    executable: Option<&Path>,
) -> Result<Counts, RecordError> {
    let executable = executable.ok_or_else(|| RecordError::NotBuilt {
        path: listing.source.clone(),
    })?;
    let mut counted = Vec::new();
    for choice in choices {
        let mut seen = BTreeMap::new();
        for _ in 0..RUNS {
            let mut command = Command::new(executable);
            command.args(choice).arg((ROUNDS / RUNS).to_string());
            let run = process::run(command, &listing.name, "run it by hand to see why")?;
            for line in run.output.lines() {
                let (count, outcome) = told(line).ok_or_else(|| RecordError::Source {
                    path: listing.source.clone(),
                    problem: format!("with a number of rounds it has to print lines such as `98 A sees 0, B sees 0`, not `{line}`"),
                })?;
                *seen.entry(outcome.to_owned()).or_insert(0) += count;
            }
        }
        counted.push(seen.into_iter().collect());
    }
    Ok(Counts {
        rounds: ROUNDS,
        machine: machine::today(),
        counted,
    })
}

/// How often, and what.
fn told(line: &str) -> Option<(u32, &str)> {
    let (count, outcome) = line.split_once(' ')?;
    Some((count.parse().ok()?, outcome))
}

#[cfg(test)]
mod tests {
    use super::choices;

    #[test]
    fn every_choice_is_there_once() {
        let found = choices(&["A store".to_owned(), "B load".to_owned()]);
        assert_eq!(found.len(), 9);
        assert_eq!(found[1], ["Relaxed", "Acquire"]);
        assert_eq!(found[8], ["SeqCst", "SeqCst"]);
    }
}
