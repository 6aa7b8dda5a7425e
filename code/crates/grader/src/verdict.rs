//! From findings to points, sentences and a conclusion.

use std::collections::BTreeMap;
use std::path::Path;

use catalog::{Check, CheckKind, Exercise};
use harness_kit::job::{Ending, Finding};

use crate::compile::{Compiled, Message};
use crate::document::{CheckResult, Conclusion, Detail, Diagnostic, Elapsed, TraceStep, Verdict};

/// What came of each check that was run, by function or program.
pub(crate) type Findings = BTreeMap<String, Finding>;

/// The compiler refuses the answer.
pub(crate) fn refused(exercise: &Exercise, compiled: Compiled) -> Verdict {
    let mut diagnostics: Vec<Diagnostic> = compiled
        .errors()
        .map(|error| error.diagnostic.clone())
        .collect();
    if let Some(why) = compiled.broke_off {
        diagnostics.push(Diagnostic {
            line: None,
            code: None,
            message: why.clone(),
            rendered: format!("error: {why}\n"),
        });
    }
    not_compiled(exercise, diagnostics)
}

/// The answer compiles, but callers that keep to the signatures of the task do not compile against it.
///
/// The rendered messages would show the hidden checks, so only their headlines are passed on.
pub(crate) fn other_signatures(exercise: &Exercise, compiled: &Compiled) -> Verdict {
    let mut diagnostics: Vec<Diagnostic> = Vec::new();
    for Message { diagnostic, .. } in compiled.errors() {
        let code = diagnostic
            .code
            .as_ref()
            .map_or(String::new(), |code| format!("[{code}]"));
        let rendered = format!(
            "error{code}: {}\n  = note: a caller uses your answer by the signatures of the task; compare them with yours\n",
            diagnostic.message
        );
        let said = diagnostics
            .iter()
            .any(|earlier| earlier.rendered == rendered);
        if !said {
            diagnostics.push(Diagnostic {
                line: None,
                rendered,
                ..diagnostic.clone()
            });
        }
    }
    not_compiled(exercise, diagnostics)
}

fn not_compiled(exercise: &Exercise, diagnostics: Vec<Diagnostic>) -> Verdict {
    let not_run = Finding::new(
        Ending::NotRun,
        "not run, because the answer does not compile",
    );
    Verdict {
        diagnostics,
        conclusion: Conclusion::DidNotCompile,
        ..all_alike(exercise, &not_run)
    }
}

/// A rule of the source is broken: the answer was not run.
pub(crate) fn forbidden(exercise: &Exercise, rule: &str, found: &str) -> Verdict {
    let mut verdict = all_alike(
        exercise,
        &Finding::new(
            Ending::NotRun,
            "not run, because a rule of the source is broken",
        ),
    );
    verdict.checks.insert(
        0,
        CheckResult {
            name: "the rules of the source".to_owned(),
            kind: CheckKind::Source,
            passed: false,
            points: 0,
            max_points: 0,
            message: Some(found.to_owned()),
            schedules: 0,
            exhaustive: false,
            replay: None,
            trace: Vec::new(),
            detail: Detail {
                id: "source".to_owned(),
                property: rule.to_owned(),
                found: found.to_owned(),
                ..Detail::default()
            },
        },
    );
    verdict
}

fn all_alike(exercise: &Exercise, finding: &Finding) -> Verdict {
    let findings = exercise
        .manifest
        .checks
        .iter()
        .map(|check| (check.id().to_owned(), finding.clone()))
        .collect();
    judged(exercise, Path::new(""), findings)
}

/// The answer was run. Checks without a finding were not asked for and are left out.
pub(crate) fn judged(exercise: &Exercise, answer: &Path, mut findings: Findings) -> Verdict {
    let answer = answer.to_string_lossy();
    let mut worst = Conclusion::Passed;
    let mut checks = Vec::new();
    for check in &exercise.manifest.checks {
        if let Some(finding) = findings.remove(check.id()) {
            worst = worst.max(conclusion(finding.ending));
            checks.push(result(check, finding, &answer));
        }
    }
    Verdict {
        exercise: exercise.name.clone(),
        conclusion: worst,
        points: checks.iter().map(|check| check.points).sum(),
        max_points: checks.iter().map(|check| check.max_points).sum(),
        checks,
        diagnostics: Vec::new(),
        elapsed_ms: Elapsed::default(),
    }
}

fn conclusion(ending: Ending) -> Conclusion {
    match ending {
        Ending::Passed => Conclusion::Passed,
        // A check that was not run follows one that was worse; one that could not be judged at all is not passed.
        Ending::Failed | Ending::NotRun | Ending::Unsupported => Conclusion::Failed,
        Ending::TimedOut => Conclusion::TimedOut,
        Ending::Crashed => Conclusion::Crashed,
    }
}

fn result(check: &Check, finding: Finding, answer: &str) -> CheckResult {
    let passed = finding.ending == Ending::Passed;
    let message = match finding.ending {
        Ending::Passed => (!finding.message.is_empty()).then(|| finding.message.clone()),
        Ending::NotRun => Some(finding.message.clone()),
        _ => Some(format!(
            "broken: {}; found: {}",
            check.property, finding.message
        )),
    };
    CheckResult {
        name: check.name.clone(),
        kind: check.kind,
        passed,
        points: if passed { check.points } else { 0 },
        max_points: check.points,
        message,
        schedules: finding.schedules,
        exhaustive: finding.exhaustive,
        replay: finding
            .replay
            .map(|token| format!("{}:{token}", check.id())),
        trace: finding
            .trace
            .into_iter()
            .map(|step| TraceStep::for_answer(step, answer))
            .collect(),
        detail: Detail {
            id: check.id().to_owned(),
            property: check.property.clone(),
            found: finding.message,
            notes: finding.notes,
            output: finding.output,
        },
    }
}

/// What the facades lack, from the compiler's complaints about them.
pub(crate) fn missing(compiled: &Compiled) -> String {
    let mut names: Vec<&str> = compiled
        .errors()
        .map(|error| error.diagnostic.message.as_str())
        .collect();
    names.sort_unstable();
    names.dedup();
    match names.as_slice() {
        [] => "the explorer could not build it".to_owned(),
        names => format!(
            "the explorer lacks something it uses ({})",
            names.join("; ")
        ),
    }
}
