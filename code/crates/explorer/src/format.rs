//! Reports as text.

mod board;
mod graph;
mod lanes;
mod timeline;

use std::fmt::Write;

use interleave::Outcome;

use crate::report::ExploreReport;

pub use board::{board_json, board_text};
pub use graph::{graph_json, graph_text};
pub use lanes::lanes;
pub use timeline::{timeline_json, timeline_text};

/// Whether text may contain colors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    /// Escape sequences, for terminals.
    Always,
    /// Plain text.
    Never,
}

impl Color {
    pub(crate) fn paint(self, code: &str, text: &str) -> String {
        match self {
            Self::Always => format!("\x1b[{code}m{text}\x1b[0m"),
            Self::Never => text.to_owned(),
        }
    }
}

/// An event on one line, the rest of a very long one left out.
pub(crate) fn shown(event: &str) -> String {
    const LONGEST: usize = 200;
    let mut line = event.replace('\n', " ");
    if let Some((at, _)) = line.char_indices().nth(LONGEST) {
        line.truncate(at);
        line.push('…');
    }
    line
}

/// One color per thread.
pub(crate) fn thread_color(index: usize) -> &'static str {
    ["34", "31", "32", "35", "36", "33"][index % 6]
}

/// The document, on one line and nothing else.
#[must_use]
pub fn json(report: &ExploreReport) -> String {
    let mut text = serde_json::to_string_pretty(report).expect("a report is plain data");
    text.push('\n');
    text
}

/// The report for a terminal.
#[must_use]
pub fn human(report: &ExploreReport, color: Color) -> String {
    let mut out = String::new();
    for diagnostic in &report.diagnostics {
        out.push_str(&diagnostic.rendered);
    }
    let inner = &report.report;
    let bold = |text: &str| color.paint("1", text);
    if !inner.trace.is_empty() && inner.outcome != Outcome::Ok {
        out.push_str(&lanes(report, color));
        out.push('\n');
    }
    for note in &inner.notes {
        let _ = writeln!(out, "  {note}");
    }
    let word = match inner.outcome {
        Outcome::Ok => color.paint("32;1", "ok"),
        Outcome::Deadlock => color.paint("31;1", "deadlock"),
        Outcome::Panic => color.paint("31;1", "panic"),
        Outcome::DataRace => color.paint("31;1", "data race"),
        Outcome::Livelock => color.paint("31;1", "livelock"),
        Outcome::Leak => color.paint("31;1", "leak"),
        Outcome::Limit => color.paint("33;1", "limit"),
        Outcome::Unsupported => color.paint("33;1", "unsupported"),
        Outcome::DidNotCompile => color.paint("31;1", "did not compile"),
    };
    // The word before it says the same.
    let message = inner
        .message
        .strip_prefix("does not compile: ")
        .unwrap_or(&inner.message);
    let _ = writeln!(out, "{word}: {}", bold(message));
    // A gap is no finding.
    if inner.outcome != Outcome::Unsupported {
        if let Some(found) = inner.found_at {
            let _ = writeln!(out, "found in execution {found}, then shortened");
        }
        if let Some(token) = &inner.replay {
            let _ = writeln!(out, "replay: --replay {token}");
        }
    }
    for bound in &inner.bounds {
        let _ = writeln!(out, "note: {bound}");
    }
    out
}
