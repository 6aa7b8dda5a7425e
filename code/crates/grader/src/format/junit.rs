//! JUnit XML, for servers that collect test reports.

use std::fmt::Write as _;

use crate::document::{CheckResult, Conclusion, Document, Verdict};

/// The document as JUnit XML: one test suite for each answer, one test case for each check.
///
/// An answer that does not compile is one test case, `compiles`, with the compiler's messages.
pub fn junit(document: &Document) -> String {
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
    for verdict in &document.results {
        suite(&mut text, verdict);
    }
    text.push_str("</testsuites>\n");
    text
}

fn suite(text: &mut String, verdict: &Verdict) {
    let compiled = verdict.conclusion != Conclusion::DidNotCompile;
    let (tests, failures) = if compiled {
        (
            verdict.checks.len(),
            verdict.checks.iter().filter(|check| !check.passed).count(),
        )
    } else {
        (1, 0)
    };
    let errors = usize::from(!compiled);
    let seconds = seconds(verdict.elapsed_ms.compile + verdict.elapsed_ms.check);
    let name = escape(&verdict.exercise);
    let _ = writeln!(
        text,
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\" skipped=\"0\" time=\"{seconds}\">"
    );
    if compiled {
        for check in &verdict.checks {
            case(text, &name, check);
        }
    } else {
        refused(text, &name, verdict);
    }
    text.push_str("  </testsuite>\n");
}

fn case(text: &mut String, suite: &str, check: &CheckResult) {
    let name = escape(&check.name);
    let message = check.message.as_deref().unwrap_or_default();
    if check.passed {
        let _ = writeln!(
            text,
            "    <testcase classname=\"{suite}\" name=\"{name}\" time=\"0\"/>"
        );
        return;
    }
    let _ = writeln!(
        text,
        "    <testcase classname=\"{suite}\" name=\"{name}\" time=\"0\">"
    );
    let mut body = message.to_owned();
    if !check.trace.is_empty() {
        body.push_str("\n\n");
        body.push_str(&super::lanes(&check.trace));
    }
    let _ = writeln!(
        text,
        "      <failure message=\"{}\" type=\"broken\">{}</failure>",
        escape(message),
        escape(&body)
    );
    text.push_str("    </testcase>\n");
}

fn refused(text: &mut String, suite: &str, verdict: &Verdict) {
    let headline = verdict
        .diagnostics
        .first()
        .map_or("", |diagnostic| &diagnostic.message);
    let body: String = verdict
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rendered.as_str())
        .collect();
    let _ = writeln!(
        text,
        "    <testcase classname=\"{suite}\" name=\"compiles\" time=\"0\">\n      <error message=\"{}\" type=\"did-not-compile\">{}</error>\n    </testcase>",
        escape(headline),
        escape(&body)
    );
}

fn seconds(milliseconds: u64) -> String {
    format!("{}.{:03}", milliseconds / 1000, milliseconds % 1000)
}

/// Text for XML 1.0: markup is escaped, and characters that XML has no way to write are replaced.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' => escaped.push_str("&#10;"),
            '\t' => escaped.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            letter => escaped.push(letter),
        }
    }
    escaped
}
