//! One execution in virtual time.

use crate::report::ExploreReport;

/// The trace in virtual time: one line per change, with the time before it.
#[must_use]
pub fn timeline(report: &ExploreReport) -> String {
    let mut out = String::new();
    for step in &report.report.trace {
        let milliseconds = step.nanoseconds as f64 / 1e6;
        out.push_str(&format!(
            "{milliseconds:>10.3} ms  {:<10}  {}\n",
            step.task, step.event
        ));
    }
    out
}
