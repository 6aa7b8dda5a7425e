//! What the schedule explorer says about a listing: `//@ explore:` and `traces/`.

mod graph;
mod memory;

use std::path::{Path, PathBuf};

use catalog::{Explore, FailureKind, Listing, OutputRule};
use explorer::{Color, ExploreReport, Outcome};

pub(crate) use self::memory::{Memory, Question};
use crate::compare::{join_possible, possible};
use crate::diff::diff;
use crate::normalize::normalize;
use crate::{Difference, Mode, RecordError, Verdict, store, timeline};

/// Explores a listing, holds the report against its directive, rewrites the trace or the outputs when asked to.
pub(crate) fn work(
    root: &Path,
    listing: &Listing,
    memory: &Memory,
    mode: Mode,
) -> Result<Verdict, RecordError> {
    let kept = match &listing.explore {
        None | Some(Explore::Outside(_)) => Verdict::Same,
        Some(promised) => keeps(root, listing, promised, memory, mode)?,
    };
    let mut verdicts = vec![kept];
    if let Some(file) = &listing.graph {
        verdicts.push(graph::work(root, listing, file, memory, mode)?);
    }
    if let Some(run) = &listing.timeline
        && listing.promise.output != OutputRule::Pattern
    {
        verdicts.push(timeline::of_report(root, listing, run, memory, mode)?);
    }
    let first = verdicts
        .into_iter()
        .find(|verdict| *verdict != Verdict::Same);
    Ok(first.unwrap_or(Verdict::Same))
}

/// Holds the report on a listing against its `explore` directive.
fn keeps(
    root: &Path,
    listing: &Listing,
    promised: &Explore,
    memory: &Memory,
    mode: Mode,
) -> Result<Verdict, RecordError> {
    let report = memory.explore(root, listing, Question::Failure)?;
    let explanation = normalize(
        &explorer::human(&report, Color::Never),
        root,
        &listing.topic,
    );
    let wrong = |summary: String| {
        Ok(Verdict::Differs(Difference {
            file: listing.source.clone(),
            summary,
            diff: diff("", &explanation),
            needs_author: true,
        }))
    };
    let found = report.report.outcome;
    let words = || {
        format!(
            "the explorer reports `{}` ({})",
            word(found),
            report.report.message
        )
    };
    match promised {
        Explore::Nothing if found != Outcome::Ok => {
            wrong(format!("{}, but its directive says that it holds", words()))
        }
        Explore::Failure(kind) if found != outcome(*kind) => {
            let promised = word(outcome(*kind));
            wrong(format!("{}, but its directive says `fails {promised}`", words()))
        }
        Explore::Outcomes if found != Outcome::Ok => {
            wrong(format!("{}, but its directive says that all schedules end", words()))
        }
        Explore::Outcomes if !report.report.exhaustive => {
            wrong("the explorer did not get through all schedules, so its outputs are not the whole set; make the program smaller".to_owned())
        }
        Explore::Outcomes => outputs(root, listing, &report, mode),
        // Its state graph shows the failure.
        Explore::Failure(_) if listing.promise.output == OutputRule::Explored => Ok(Verdict::Same),
        Explore::Failure(_) => {
            let summary = format!("the explorer explains `{}` otherwise", listing.name);
            let trace = trace_of(listing);
            let difference = store::settle(root, &trace, &explanation, &summary, mode)?;
            Ok(difference.map_or(Verdict::Same, Verdict::Differs))
        }
        Explore::Nothing | Explore::Outside(_) => Ok(Verdict::Same),
    }
}

/// Opens the memory of earlier explorations; builds the facades when needed.
pub(crate) fn open() -> Result<Memory, RecordError> {
    Memory::open()
}

/// The outputs of all schedules are those of the recorded file.
fn outputs(
    root: &Path,
    listing: &Listing,
    report: &ExploreReport,
    mode: Mode,
) -> Result<Verdict, RecordError> {
    let now: std::collections::BTreeSet<String> = report
        .report
        .outputs
        .iter()
        .map(|output| normalize(output, root, &listing.topic))
        .collect();
    let recorded = store::read(root, &listing.output)?;
    if recorded.as_deref().map(possible).as_ref() == Some(&now) {
        return Ok(Verdict::Same);
    }
    let text = join_possible(&now);
    if mode == Mode::Write {
        store::write(root, &listing.output, &text)?;
    }
    Ok(Verdict::Differs(Difference {
        file: listing.output.clone(),
        summary: format!(
            "over all schedules `{}` has {} outputs, and not exactly the recorded ones",
            listing.name,
            now.len()
        ),
        diff: diff(recorded.as_deref().unwrap_or_default(), &text),
        needs_author: false,
    }))
}

fn trace_of(listing: &Listing) -> PathBuf {
    Path::new("code/chapters")
        .join(&listing.topic)
        .join("traces")
        .join(format!("{}.txt", listing.name))
}

fn outcome(kind: FailureKind) -> Outcome {
    match kind {
        FailureKind::Deadlock => Outcome::Deadlock,
        FailureKind::Panic => Outcome::Panic,
        FailureKind::DataRace => Outcome::DataRace,
        FailureKind::Livelock => Outcome::Livelock,
        FailureKind::Leak => Outcome::Leak,
    }
}

fn word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Ok => "ok",
        Outcome::Deadlock => "deadlock",
        Outcome::Panic => "panic",
        Outcome::DataRace => "data-race",
        Outcome::Livelock => "livelock",
        Outcome::Leak => "leak",
        Outcome::Limit => "limit",
        Outcome::Unsupported => "unsupported",
        Outcome::DidNotCompile => "did not compile",
    }
}
