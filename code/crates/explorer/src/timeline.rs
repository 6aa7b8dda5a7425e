//! One execution as lanes: when each thread or task runs, waits for what, or sleeps.

use interleave::{Outcome, Report, Step, Wait};
use serde::{Deserialize, Serialize};

use crate::report::ExploreReport;

/// An execution in virtual time. The same program, settings and seed give the same timeline, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Timeline {
    /// Version of this layout: 1.
    pub schema: u32,
    /// How the execution ended.
    pub outcome: Outcome,
    /// What is said of it.
    pub message: String,
    /// Token of its schedule, if it fails.
    pub replay: Option<String>,
    /// One lane for each thread or task, in order of creation.
    pub lanes: Vec<Lane>,
    /// What happened, step by step.
    pub steps: Vec<Step>,
    /// Where it ended.
    pub end: Moment,
}

/// A point of an execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// The number of the step that comes next, from 1.
    pub step: usize,
    /// Virtual time since the start, in microseconds. Steps take none; waiting and sleeping do.
    pub microseconds: u64,
}

/// A thread or task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lane {
    /// Its name.
    pub name: String,
    /// What it does, in order and without gaps, from its start to its end or to the end of the execution.
    pub intervals: Vec<Interval>,
}

/// A time in which a thread or task does one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Interval {
    /// What it does.
    pub activity: Activity,
    /// In words, when it waits: `waits to lock `state``.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// The object it waits for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub object: Option<String>,
    /// The line it waits at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Its first step, of whatever thread.
    pub from: Moment,
    /// The first step after it.
    pub until: Moment,
}

/// What a thread or task does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Activity {
    /// It runs, or could.
    Running,
    /// It waits for others.
    Waiting,
    /// It waits for time to pass.
    Sleeping,
}

/// The timeline of the execution that a report tells; nothing when it tells none.
#[must_use]
pub fn timeline(report: &ExploreReport) -> Option<Timeline> {
    let report = &report.report;
    let last = report.trace.last()?;
    let end = Moment {
        step: last.step + 1,
        ..moment(last)
    };
    let lanes = report
        .threads
        .iter()
        .map(|name| lane(name, report, end))
        .filter(|lane| !lane.intervals.is_empty())
        .collect();
    Some(Timeline {
        schema: 1,
        outcome: report.outcome,
        message: report.message.clone(),
        replay: report.replay.clone(),
        lanes,
        steps: report.trace.clone(),
        end,
    })
}

fn moment(step: &Step) -> Moment {
    Moment {
        step: step.step,
        microseconds: step.nanoseconds / 1_000,
    }
}

fn lane(name: &str, report: &Report, end: Moment) -> Lane {
    let trace = &report.trace;
    let started = trace
        .iter()
        .find(|step| step.kind == "starts" && step.event == format!("starts {name}"))
        .or_else(|| trace.iter().find(|step| step.task == name));
    let ended = trace
        .iter()
        .rfind(|step| step.task == name && step.kind == "ends");
    let ended = ended.map_or(end, |step| Moment {
        step: step.step + 1,
        ..moment(step)
    });
    let mut intervals = Vec::new();
    let mut at = started.map_or(ended, moment);
    let waits = report.waits.iter().filter(|wait| wait.task == name);
    for wait in waits {
        let point = |moment: interleave::Moment| Moment {
            step: moment.step,
            microseconds: moment.nanoseconds / 1_000,
        };
        let from = point(wait.from).max(at);
        let until = wait.until.map_or(ended, point).min(ended);
        if at < from {
            intervals.push(running(at, from));
        }
        if from < until {
            intervals.push(waiting(wait, from, until));
            at = until;
        }
    }
    if at < ended {
        intervals.push(running(at, ended));
    }
    Lane {
        name: name.to_owned(),
        intervals,
    }
}

fn running(from: Moment, until: Moment) -> Interval {
    Interval {
        activity: Activity::Running,
        what: None,
        object: None,
        line: None,
        from,
        until,
    }
}

fn waiting(wait: &Wait, from: Moment, until: Moment) -> Interval {
    let is_clock = wait.object.as_deref() == Some("clock");
    Interval {
        activity: if is_clock {
            Activity::Sleeping
        } else {
            Activity::Waiting
        },
        what: Some(wait.what.clone()),
        object: wait.object.clone().filter(|_| !is_clock),
        line: wait.line,
        from,
        until,
    }
}
