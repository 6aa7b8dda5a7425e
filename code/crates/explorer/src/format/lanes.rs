//! A schedule as lanes: one column of marks per thread, then the words.

use std::fmt::Write;

use interleave::Report;

use crate::format::{Color, shown, thread_color};
use crate::report::ExploreReport;

/// So many lanes fit on a line next to the words.
const MOST_LANES: usize = 40;

/// The trace of a report, one line per step.
#[must_use]
pub fn lanes(report: &ExploreReport, color: Color) -> String {
    let report = &report.report;
    let mut out = String::new();
    let threads = with_lanes(report);
    let width = report
        .trace
        .iter()
        .map(|step| step.task.chars().count())
        .max()
        .unwrap_or(4)
        .max(4);
    let mut alive = vec![false; threads.len()];
    if let Some(first) = alive.first_mut() {
        *first = true;
    }
    let mut last = usize::MAX;
    for step in &report.trace {
        let lane = threads
            .iter()
            .position(|name| **name == step.task)
            .unwrap_or(0);
        let mut marks = String::new();
        if let Some(here) = alive.get_mut(lane) {
            *here = true;
        }
        for (index, alive) in alive.iter().enumerate() {
            let mark = match (index == lane, *alive) {
                (true, _) => "●",
                (false, true) => "│",
                (false, false) => " ",
            };
            marks.push_str(&color.paint(thread_color(index), mark));
            marks.push(' ');
        }
        let name = if lane == last {
            String::new()
        } else {
            step.task.clone()
        };
        let name = color.paint(thread_color(lane), &format!("{name:<width$}"));
        let line = step
            .line
            .map(|line| format!("line {line}"))
            .unwrap_or_default();
        let event = shown(&step.event);
        let _ = writeln!(
            out,
            "{:>4}  {marks} {name}  {event}{}",
            step.step,
            if line.is_empty() {
                String::new()
            } else {
                color.paint("2", &format!("  ({line})"))
            }
        );
        if step.event.starts_with("ends")
            && let Some(here) = alive.get_mut(lane)
        {
            *here = false;
        }
        last = lane;
    }
    out
}

/// Who gets a lane: all threads, unless they are so many that only those can be shown that the steps tell of.
fn with_lanes(report: &Report) -> Vec<&String> {
    let is_told = |name: &&String| report.trace.iter().any(|step| step.task == **name);
    let all = report.threads.iter();
    if report.threads.len() > MOST_LANES {
        all.filter(is_told).collect()
    } else {
        all.collect()
    }
}
