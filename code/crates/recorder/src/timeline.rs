//! A run over time, for a page: `//@ timeline`. Lanes as markup, and the same in words.
//!
//! A program that prints a log of its own (`output: pattern`) is drawn from its recorded output, so the drawing is as
//! reproducible as any generated file although the run is not. Any other listing is run by the explorer in virtual time.

mod draw;
mod log;

use std::path::Path;

use catalog::{Listing, Timeline};

use crate::explore::{Memory, Question};
use crate::{Difference, Mode, RecordError, Verdict, machine, store};

/// Who does what when, in microseconds since the start.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Lane {
    name: String,
    intervals: Vec<Interval>,
    /// When it ended; nothing when it did not.
    ended: Option<u64>,
}

/// A time in which one of them does one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Interval {
    activity: Activity,
    what: String,
    from: u64,
    until: u64,
}

/// What kind of thing that is, for the look of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Activity {
    Running,
    Waiting,
    Sleeping,
}

/// Draws what the explorer reports of a listing.
pub(crate) fn of_report(
    root: &Path,
    listing: &Listing,
    timeline: &Timeline,
    memory: &Memory,
    mode: Mode,
) -> Result<Verdict, RecordError> {
    let report = memory.explore(root, listing, Question::Run)?;
    let Some(run) = explorer::timeline(&report) else {
        let message = &report.report.message;
        return Ok(cannot(
            &listing.source,
            format!("the explorer tells no run of it: {message}"),
        ));
    };
    let lanes = run.lanes.iter().map(lane).collect::<Vec<_>>();
    settle(root, "Rust", &listing.source, timeline, &lanes, mode)
}

/// Draws the log that a program has printed.
pub(crate) fn of_output(
    root: &Path,
    source: &Path,
    timeline: &Timeline,
    mode: Mode,
) -> Result<Verdict, RecordError> {
    let Some(text) = store::read(root, &source.with_extension("out"))? else {
        return Ok(Verdict::Same);
    };
    let lanes = match log::lanes(&text) {
        Ok(lanes) => lanes,
        Err(problem) => return Ok(cannot(source, problem)),
    };
    let language = if source.extension().is_some_and(|kind| kind == "py") {
        "Python"
    } else {
        "Rust"
    };
    let drawn = settle(root, language, source, timeline, &lanes, mode)?;
    // The machine is that of the recorded run: it is named anew when there is another run to draw.
    let file = timeline.lanes.with_extension("machine.txt");
    let known = store::read(root, &file)?.filter(|_| drawn == Verdict::Same);
    let named = known.unwrap_or_else(|| format!("{}\n", machine::today()));
    let named = store::settle(root, &file, &named, "another run is drawn", mode)?;
    Ok(match (drawn, named) {
        (Verdict::Same, Some(difference)) => Verdict::Differs(difference),
        (drawn, _) => drawn,
    })
}

fn lane(lane: &explorer::Lane) -> Lane {
    let intervals = lane.intervals.iter().map(|interval| {
        let (activity, default) = match interval.activity {
            explorer::Activity::Running => (Activity::Running, "runs"),
            explorer::Activity::Waiting => (Activity::Waiting, "waits"),
            explorer::Activity::Sleeping => (Activity::Sleeping, "sleeps"),
        };
        let mut what = interval.what.as_deref().unwrap_or(default).to_owned();
        // What waits for one of several says the lines itself.
        if let Some(line) = interval.line.filter(|_| !what.contains("(line ")) {
            what.push_str(&format!(" (line {line})"));
        }
        Interval {
            activity,
            what,
            from: interval.from.microseconds,
            until: interval.until.microseconds,
        }
    });
    Lane {
        name: lane.name.clone(),
        // Steps take no virtual time, and what takes none cannot be seen.
        intervals: intervals
            .filter(|interval| interval.from < interval.until)
            .collect(),
        ended: lane
            .intervals
            .last()
            .map(|interval| interval.until.microseconds),
    }
}

/// Holds the markup and the words against what is recorded.
fn settle(
    root: &Path,
    language: &str,
    source: &Path,
    timeline: &Timeline,
    lanes: &[Lane],
    mode: Mode,
) -> Result<Verdict, RecordError> {
    let times = lanes.iter().flat_map(|lane| &lane.intervals);
    let end = times.map(|interval| interval.until).max().unwrap_or(0);
    if end == 0 || end > timeline.axis {
        let axis = draw::time(timeline.axis, timeline.axis);
        let end = draw::time(end, timeline.axis);
        return Ok(cannot(
            source,
            format!("its run takes {end} and its axis is {axis} long; correct `timeline`"),
        ));
    }
    let mut verdict = Verdict::Same;
    let summary = "its run over time is another one";
    for (file, now) in [
        (
            timeline.lanes.clone(),
            draw::markup(lanes, language, timeline.axis),
        ),
        (
            timeline.lanes.with_extension("txt"),
            draw::words(lanes, timeline.axis),
        ),
    ] {
        if let Some(difference) = store::settle(root, &file, &now, summary, mode)? {
            verdict = Verdict::Differs(difference);
        }
    }
    Ok(verdict)
}

fn cannot(source: &Path, summary: String) -> Verdict {
    Verdict::Differs(Difference {
        file: source.to_path_buf(),
        summary,
        diff: String::new(),
        needs_author: true,
    })
}
