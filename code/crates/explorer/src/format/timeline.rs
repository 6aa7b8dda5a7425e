//! Timelines as JSON and as text.

use std::fmt::Write;

use crate::format::{Color, shown};
use crate::report::ExploreReport;
use crate::timeline::{Activity, Interval, Moment, Timeline, timeline};

/// Greatest number of columns of the chart.
const WIDTH: usize = 72;

/// The timeline alone, as JSON; the whole report when it tells no execution, because the program did not get that far.
#[must_use]
pub fn timeline_json(report: &ExploreReport) -> String {
    match timeline(report) {
        Some(timeline) => {
            serde_json::to_string_pretty(&timeline).expect("a timeline is plain data") + "\n"
        }
        None => super::json(report),
    }
}

/// The timeline as text: a chart with one row for each thread or task, then what each one waited for, then every step with its time.
#[must_use]
pub fn timeline_text(report: &ExploreReport, color: Color) -> String {
    let Some(timeline) = timeline(report) else {
        return super::human(report, color);
    };
    let mut out = String::new();
    chart(&mut out, &timeline, color);
    for lane in &timeline.lanes {
        for interval in &lane.intervals {
            if let Some(what) = &interval.what {
                let _ = writeln!(
                    out,
                    "{} {what}{}: {}",
                    lane.name,
                    at_line(interval),
                    lasting(interval)
                );
            }
        }
    }
    out.push('\n');
    for step in &timeline.steps {
        let milliseconds = step.nanoseconds as f64 / 1e6;
        let event = shown(&step.event);
        let _ = writeln!(
            out,
            "{:>4} {milliseconds:>10.3} ms  {:<10}  {event}",
            step.step, step.task
        );
    }
    let _ = writeln!(out, "{}", timeline.message);
    out
}

fn at_line(interval: &Interval) -> String {
    interval
        .line
        .map(|line| format!(" (line {line})"))
        .unwrap_or_default()
}

fn lasting(interval: &Interval) -> String {
    let (from, until) = (interval.from, interval.until);
    let steps = if from.step == until.step {
        format!("before step {}", from.step)
    } else {
        format!("from step {} to {}", from.step, until.step)
    };
    match until.microseconds - from.microseconds {
        0 => steps,
        microseconds => format!("{steps}, {:.3} ms", microseconds as f64 / 1e3),
    }
}

/// Steps from left to right, as many in each column as fit.
fn chart(out: &mut String, timeline: &Timeline, color: Color) {
    let width = timeline
        .lanes
        .iter()
        .map(|lane| lane.name.chars().count())
        .max()
        .unwrap_or(0);
    let scale = timeline.end.step.div_ceil(WIDTH).max(1);
    let column = |moment: Moment| (moment.step - 1).div_ceil(scale);
    for (index, lane) in timeline.lanes.iter().enumerate() {
        let mut row = String::new();
        let mut at = 0;
        for interval in &lane.intervals {
            let mark = match interval.activity {
                Activity::Running => '━',
                Activity::Waiting => '░',
                Activity::Sleeping => '·',
            };
            row.extend(std::iter::repeat_n(
                ' ',
                column(interval.from).saturating_sub(at),
            ));
            at = at.max(column(interval.from));
            let until = column(interval.until).max(at + 1);
            row.extend(std::iter::repeat_n(mark, until - at));
            at = until;
        }
        let row = color.paint(super::thread_color(index), &row);
        let _ = writeln!(out, "{:<width$}  {row}", lane.name);
    }
    let each = match scale {
        1 => "one column is one step".to_owned(),
        _ => format!("one column is {scale} steps"),
    };
    let _ = writeln!(
        out,
        "{:width$}  ━ runs or could, ░ waits, · sleeps; {each}; {:.3} ms of virtual time\n",
        "",
        timeline.end.microseconds as f64 / 1e3
    );
}
