//! For gradebooks: Gradescope's results.json, and a table.

use std::fmt::Write as _;

use serde::Serialize;

use crate::document::{CheckResult, Conclusion, Document, Verdict};

/// What Gradescope reads from `results/results.json`.
#[derive(Serialize)]
struct Results {
    score: f64,
    output: String,
    output_format: &'static str,
    execution_time: u64,
    stdout_visibility: &'static str,
    tests: Vec<Test>,
}

#[derive(Serialize)]
struct Test {
    name: String,
    score: f64,
    max_score: f64,
    status: &'static str,
    output: String,
    output_format: &'static str,
    visibility: &'static str,
}

/// The document as Gradescope's results, without a line end.
///
/// All answers of the document count as one submission; a check's name is preceded by the exercise's.
pub fn gradescope(document: &Document) -> String {
    let milliseconds: u64 = document
        .results
        .iter()
        .map(|verdict| verdict.elapsed_ms.compile + verdict.elapsed_ms.check)
        .sum();
    let results = Results {
        score: document
            .results
            .iter()
            .map(|verdict| f64::from(verdict.points))
            .sum(),
        output: document
            .results
            .iter()
            .map(summary)
            .collect::<Vec<_>>()
            .join("\n"),
        output_format: "text",
        execution_time: milliseconds.div_ceil(1000),
        stdout_visibility: "hidden",
        tests: document
            .results
            .iter()
            .flat_map(|verdict| {
                verdict
                    .checks
                    .iter()
                    .map(|check| test(&verdict.exercise, check))
            })
            .collect(),
    };
    serde_json::to_string_pretty(&results).expect("the keys are text")
}

fn summary(verdict: &Verdict) -> String {
    let mut text = format!(
        "{}: {}, {} of {} points\n",
        verdict.exercise,
        verdict.conclusion.word(),
        verdict.points,
        verdict.max_points
    );
    if verdict.conclusion == Conclusion::DidNotCompile {
        for diagnostic in &verdict.diagnostics {
            text.push_str(&diagnostic.rendered);
        }
    }
    text
}

fn test(exercise: &str, check: &CheckResult) -> Test {
    let mut output = check.message.clone().unwrap_or_default();
    if !check.trace.is_empty() {
        output.push_str("\n\n");
        output.push_str(&super::lanes(&check.trace));
    }
    Test {
        name: format!("{exercise}: {}", check.name),
        score: f64::from(check.points),
        max_score: f64::from(check.max_points),
        status: if check.passed { "passed" } else { "failed" },
        output,
        output_format: "text",
        visibility: "visible",
    }
}

/// One line for each check: exercise, verdict, check, kind, passed, points, max_points, message (RFC 4180).
pub fn csv(document: &Document) -> String {
    let mut text = String::from("exercise,verdict,check,kind,passed,points,max_points,message\r\n");
    for verdict in &document.results {
        for check in &verdict.checks {
            let kind = serde_json::to_value(check.kind).expect("a kind is a word");
            let _ = write!(
                text,
                "{},{},{},{},{},{},{},{}\r\n",
                field(&verdict.exercise),
                verdict.conclusion.word(),
                field(&check.name),
                kind.as_str().unwrap_or_default(),
                check.passed,
                check.points,
                check.max_points,
                field(check.message.as_deref().unwrap_or_default()),
            );
        }
    }
    text
}

/// Quoted when it must be; a cell that a spreadsheet would take for a formula gets a leading apostrophe.
fn field(text: &str) -> String {
    let text = if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    };
    if text.contains([',', '"', '\n', '\r']) {
        return format!("\"{}\"", text.replace('"', "\"\""));
    }
    text
}
