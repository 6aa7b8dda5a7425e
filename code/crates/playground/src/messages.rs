//! Reads what rustc says.

use serde::Deserialize;

use crate::Diagnostic;

/// The most messages that are passed on: nobody reads more, and a program can cause any number.
const MOST: usize = 100;

/// The layout of rustc's messages, as far as it matters here.
#[derive(Deserialize)]
struct Raw {
    level: String,
    message: String,
    rendered: Option<String>,
    code: Option<Code>,
    #[serde(default)]
    spans: Vec<Span>,
}

#[derive(Deserialize)]
struct Code {
    code: String,
}

#[derive(Deserialize)]
struct Span {
    file_name: String,
    line_start: u32,
    line_end: u32,
    column_start: u32,
    column_end: u32,
    #[serde(default)]
    is_primary: bool,
    expansion: Option<Box<Expansion>>,
}

#[derive(Deserialize)]
struct Expansion {
    span: Span,
}

/// The errors and warnings among the lines of a compiler's standard error, and everything else it wrote there.
pub(crate) fn read(stderr: &[u8], file: &str) -> (Vec<Diagnostic>, String) {
    let mut diagnostics = Vec::new();
    let mut other = String::new();
    for line in String::from_utf8_lossy(stderr).lines() {
        match serde_json::from_str::<Raw>(line) {
            Ok(raw) => diagnostics.extend(diagnostic(raw, file)),
            Err(_) => {
                other.push_str(line);
                other.push('\n');
            }
        }
    }
    if diagnostics.len() > MOST {
        let left = diagnostics.len() - MOST;
        // An error says why there is no program, so the warnings go first.
        diagnostics.sort_by_key(|diagnostic| diagnostic.level != "error");
        diagnostics.truncate(MOST);
        let message = format!("{left} more messages are not shown");
        diagnostics.push(Diagnostic {
            rendered: format!("warning: {message}\n"),
            message,
            level: "warning".to_owned(),
            ..nowhere()
        });
    }
    (diagnostics, other)
}

/// `None` for notes and for the summary lines "aborting due to …" and "3 warnings emitted".
fn diagnostic(raw: Raw, file: &str) -> Option<Diagnostic> {
    let level = raw.level.split(':').next().unwrap_or_default();
    let is_summary = raw.spans.is_empty()
        && raw.code.is_none()
        && (raw.message.starts_with("aborting due to") || raw.message.ends_with("emitted"));
    if is_summary || !["error", "warning"].contains(&level) {
        return None;
    }
    let place = raw
        .spans
        .iter()
        .filter(|span| span.is_primary)
        .find_map(|span| inside(span, file));
    let place = place.map_or(nowhere(), |span| Diagnostic {
        line: span.line_start,
        column: span.column_start,
        end_line: span.line_end,
        end_column: span.column_end,
        ..nowhere()
    });
    Some(Diagnostic {
        level: level.to_owned(),
        code: raw.code.map(|code| code.code),
        rendered: raw.rendered.unwrap_or_else(|| raw.message.clone()),
        message: raw.message,
        ..place
    })
}

/// The place in the text itself that led there, also through macros of others.
fn inside<'a>(span: &'a Span, file: &str) -> Option<&'a Span> {
    if span.file_name == file {
        return Some(span);
    }
    inside(&span.expansion.as_deref()?.span, file)
}

const fn nowhere() -> Diagnostic {
    Diagnostic {
        level: String::new(),
        line: 0,
        column: 0,
        end_line: 0,
        end_column: 0,
        code: None,
        message: String::new(),
        rendered: String::new(),
    }
}
