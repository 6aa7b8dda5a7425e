//! The formats keep the contracts that other programs rely on.

use std::collections::BTreeSet;

use catalog::CheckKind;
use grader::format::{self, Paint};
use grader::{CheckResult, Conclusion, Detail, Diagnostic, Document, Elapsed, TraceStep, Verdict};
use serde_json::Value;

const NASTY: &str = "a <b> & \"c\", 'd'\nnext \u{1b}[31m \u{0} =1+1";

fn check(passed: bool) -> CheckResult {
    CheckResult {
        name: "a waiting consumer is always woken".to_owned(),
        kind: CheckKind::BadInput,
        passed,
        points: if passed { 6 } else { 0 },
        max_points: 6,
        message: (!passed).then(|| NASTY.to_owned()),
        schedules: 412,
        exhaustive: false,
        replay: (!passed).then(|| "woken:i1.2".to_owned()),
        trace: if passed {
            Vec::new()
        } else {
            vec![
                TraceStep {
                    step: 1,
                    task: "main".to_owned(),
                    event: "starts <T1>".to_owned(),
                    line: None,
                },
                TraceStep {
                    step: 2,
                    task: "T1".to_owned(),
                    event: "locks `state`".to_owned(),
                    line: Some(18),
                },
            ]
        },
        detail: Detail {
            property: "a pop that waits returns once an item is there".to_owned(),
            found: NASTY.to_owned(),
            ..Detail::default()
        },
    }
}

fn verdict(conclusion: Conclusion) -> Verdict {
    let compiles = conclusion != Conclusion::DidNotCompile;
    Verdict {
        exercise: "bounded-queue".to_owned(),
        conclusion,
        points: 6,
        max_points: 12,
        checks: vec![check(true), check(false)],
        diagnostics: if compiles {
            Vec::new()
        } else {
            vec![Diagnostic {
                line: Some(12),
                code: Some("E0382".to_owned()),
                message: "borrow of moved value: `queue`".to_owned(),
                rendered: "error[E0382]: borrow of moved value: `queue`\n --> a.rs:12:5\n"
                    .to_owned(),
            }]
        },
        elapsed_ms: Elapsed {
            compile: 1234,
            check: 56,
        },
    }
}

fn document() -> Document {
    Document::new(vec![
        verdict(Conclusion::Failed),
        verdict(Conclusion::DidNotCompile),
    ])
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value
        .as_object()
        .expect("an object")
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn json_has_the_fields_of_the_contract_and_no_other() {
    let json: Value = serde_json::from_str(&document().to_json()).expect("JSON");
    assert_eq!(keys(&json), BTreeSet::from(["schema", "results"]));
    assert_eq!(json["schema"], 1);
    let result = &json["results"][0];
    let fields = [
        "exercise",
        "verdict",
        "points",
        "max_points",
        "checks",
        "diagnostics",
        "elapsed_ms",
    ];
    assert_eq!(keys(result), BTreeSet::from(fields));
    assert_eq!(result["verdict"], "failed");
    assert_eq!(json["results"][1]["verdict"], "did-not-compile");
    let check = &result["checks"][1];
    let fields = [
        "name",
        "kind",
        "passed",
        "points",
        "max_points",
        "message",
        "schedules",
        "exhaustive",
        "replay",
        "trace",
    ];
    assert_eq!(keys(check), BTreeSet::from(fields));
    assert_eq!(check["kind"], "bad-input");
    assert_eq!(
        keys(&check["trace"][0]),
        BTreeSet::from(["step", "task", "event", "line"])
    );
    let diagnostic = &json["results"][1]["diagnostics"][0];
    assert_eq!(
        keys(diagnostic),
        BTreeSet::from(["line", "code", "message", "rendered"])
    );
    assert_eq!(
        keys(&result["elapsed_ms"]),
        BTreeSet::from(["compile", "check"])
    );
    for (conclusion, word) in [
        (Conclusion::Passed, "passed"),
        (Conclusion::TimedOut, "timed-out"),
        (Conclusion::Crashed, "crashed"),
    ] {
        assert_eq!(serde_json::to_value(conclusion).expect("a word"), word);
        assert_eq!(conclusion.word(), word);
    }
}

#[test]
fn gradescope_has_only_documented_fields_and_values() {
    let json: Value = serde_json::from_str(&format::gradescope(&document())).expect("JSON");
    // The results.json of Gradescope's autograder documentation.
    let top = [
        "score",
        "execution_time",
        "output",
        "output_format",
        "test_output_format",
        "test_name_format",
        "visibility",
        "stdout_visibility",
        "extra_data",
        "tests",
        "leaderboard",
    ];
    assert!(
        keys(&json).is_subset(&BTreeSet::from(top)),
        "{:?}",
        keys(&json)
    );
    assert_eq!(json["score"], 12.0);
    assert!(json["execution_time"].is_u64());
    let tests = json["tests"].as_array().expect("tests");
    assert_eq!(tests.len(), 4);
    for test in tests {
        let fields = [
            "score",
            "max_score",
            "status",
            "name",
            "name_format",
            "number",
            "output",
            "output_format",
            "tags",
            "visibility",
            "extra_data",
        ];
        assert!(
            keys(test).is_subset(&BTreeSet::from(fields)),
            "{:?}",
            keys(test)
        );
        assert!(["passed", "failed"].contains(&test["status"].as_str().expect("a status")));
        assert!(
            ["hidden", "after_due_date", "after_published", "visible"]
                .contains(&test["visibility"].as_str().expect("a visibility"))
        );
        assert!(
            ["text", "html", "simple_format", "md", "ansi"]
                .contains(&test["output_format"].as_str().expect("a format"))
        );
        assert!(test["score"].as_f64() <= test["max_score"].as_f64());
    }
}

#[test]
fn junit_is_well_formed_and_counts_right() {
    let text = format::junit(&document());
    assert_eq!(
        tags(&text),
        "testsuites testsuite testcase/ testcase failure /failure /testcase /testsuite testsuite testcase error /error /testcase /testsuite /testsuites"
    );
    assert!(
        text.contains("tests=\"2\" failures=\"1\" errors=\"0\""),
        "{text}"
    );
    assert!(
        text.contains("tests=\"1\" failures=\"0\" errors=\"1\""),
        "{text}"
    );
    assert!(text.contains("time=\"1.290\""), "{text}");
    let control = text
        .chars()
        .find(|letter| letter.is_control() && *letter != '\n');
    assert_eq!(control, None, "XML 1.0 has no such character");
}

/// The elements in order; panics when the markup is broken.
fn tags(text: &str) -> String {
    let body = text
        .strip_prefix("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        .expect("the declaration");
    let mut names = Vec::new();
    for piece in body.split('<').skip(1) {
        let (tag, content) = piece.split_once('>').expect("a closed tag");
        assert!(!content.contains('>'), "an unescaped > in {content}");
        assert_eq!(tag.matches('"').count() % 2, 0, "an open quote in {tag}");
        let name = tag.split(' ').next().unwrap_or_default();
        let empty = if tag.ends_with('/') { "/" } else { "" };
        names.push(format!("{}{empty}", name.trim_end_matches('/')));
    }
    names.join(" ")
}

#[test]
fn csv_quotes_and_defuses() {
    let text = format::csv(&document());
    let mut lines = text.split("\r\n");
    assert_eq!(
        lines.next(),
        Some("exercise,verdict,check,kind,passed,points,max_points,message")
    );
    assert_eq!(
        lines.next(),
        Some("bounded-queue,failed,a waiting consumer is always woken,bad-input,true,6,6,")
    );
    let third = lines.next().unwrap_or_default();
    assert!(
        third.ends_with("false,0,6,\"a <b> & \"\"c\"\", 'd'\nnext \u{1b}[31m \u{0} =1+1\""),
        "{third:?}"
    );
    let mut formula = document();
    formula.results[0].checks[1].message = Some("=HYPERLINK(1)".to_owned());
    assert!(format::csv(&formula).contains(",'=HYPERLINK(1)\r\n"));
}

#[test]
fn people_read_the_promise_before_the_schedule() {
    let text = format::human(
        &Document::new(vec![verdict(Conclusion::Failed)]),
        Paint::Plain,
    );
    let places = [
        "Must hold: a pop that waits",
        "Found: ",
        "● │  starts <T1>",
        "│ ●  locks `state`  line 18",
        "--replay woken:i1.2",
        "cargo course hint bounded-queue",
    ];
    let mut from = 0;
    for place in places {
        let found = text[from..]
            .find(place)
            .unwrap_or_else(|| panic!("`{place}` is not after {from} in\n{text}"));
        from += found;
    }
    let colored = format::human(
        &Document::new(vec![verdict(Conclusion::Failed)]),
        Paint::Colored,
    );
    assert!(colored.contains("\u{1b}[31m✗"), "{colored}");
}

#[test]
fn no_answer_paints_on_the_terminal() {
    let mut failed = verdict(Conclusion::Failed);
    let nasty = || format!("{NASTY} \u{9b}2J \u{202e}");
    failed.checks[0].message = Some(nasty());
    let check = &mut failed.checks[1];
    check.trace[1].task = nasty();
    check.trace[1].event = nasty();
    check.detail.found = nasty();
    check.detail.notes = vec![nasty()];
    check.detail.output = nasty();
    let mut bare = check.clone();
    bare.detail = Detail::default();
    let not_run = CheckResult {
        message: Some(format!("not run, because {}", nasty())),
        ..bare.clone()
    };
    failed.checks.extend([bare, not_run]);
    let mut refused = verdict(Conclusion::DidNotCompile);
    refused.diagnostics[0].rendered.push_str(&nasty());
    let text = format::human(&Document::new(vec![failed, refused]), Paint::Plain);
    let trick = text
        .chars()
        .find(|letter| (letter.is_control() && *letter != '\n') || *letter == '\u{202e}');
    assert_eq!(trick, None, "{text:?}");
}

#[test]
fn a_compiler_s_message_is_unchanged_and_followed_by_its_page() {
    let text = format::human(
        &Document::new(vec![verdict(Conclusion::DidNotCompile)]),
        Paint::Plain,
    );
    assert!(text.contains("\nerror[E0382]: borrow of moved value: `queue`\n --> a.rs:12:5\n  = course: src/threads/what-a-thread-takes.md\n"), "{text}");
}
