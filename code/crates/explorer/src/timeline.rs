//! One execution as lanes: when each thread or task runs, waits for what, or sleeps.

use interleave::{Outcome, Step};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Moment {
    /// The number of the step, from 1.
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
    /// Its first step.
    pub from: Moment,
    /// The step that ends it, which belongs to the next interval.
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
        .map(|name| lane(name, &report.trace, end))
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

fn lane(name: &str, trace: &[Step], end: Moment) -> Lane {
    let started = trace
        .iter()
        .find(|step| step.kind == "starts" && step.event == format!("starts {name}"));
    let own = trace.iter().filter(|step| step.task == name);
    let mut intervals: Vec<Interval> = started
        .map(|step| running(moment(step)))
        .into_iter()
        .collect();
    let mut ended = None;
    for step in own {
        let now = moment(step);
        let next = match step.kind.as_str() {
            "waits" | "sleeps" => waiting(step, Activity::Waiting),
            "sleeps-until" => waiting(step, Activity::Sleeping),
            _ => running(now),
        };
        match intervals.last_mut() {
            // A thread that says what it is about to do may then be told to wait for it.
            Some(last) if last.activity == next.activity && last.what == next.what => {}
            Some(last)
                if last.activity == Activity::Sleeping && next.activity == Activity::Waiting => {}
            Some(last) => {
                last.until = now;
                intervals.push(next);
            }
            None => intervals.push(next),
        }
        if step.kind == "ends" {
            ended = Some(Moment {
                step: step.step + 1,
                ..now
            });
        }
    }
    if let Some(last) = intervals.last_mut() {
        last.until = ended.unwrap_or(end);
    }
    intervals.retain(|interval| interval.from != interval.until);
    Lane {
        name: name.to_owned(),
        intervals,
    }
}

fn running(from: Moment) -> Interval {
    Interval {
        activity: Activity::Running,
        what: None,
        object: None,
        line: None,
        from,
        until: from,
    }
}

fn waiting(step: &Step, activity: Activity) -> Interval {
    let from = moment(step);
    Interval {
        activity,
        what: Some(step.event.clone()),
        object: step.object.clone(),
        line: step.line,
        from,
        until: from,
    }
}
