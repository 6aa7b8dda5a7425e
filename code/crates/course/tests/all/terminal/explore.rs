//! `course explore`: what it finds, how it prints it, and the exit status that says so.

use serde_json::Value;

use crate::fixture::{Fixture, Run};

/// A worker that waits for ever when `main` has ended.
const LEAVES: &str = "\
use std::sync::mpsc;
fn main() {
    let (sender, jobs) = mpsc::channel::<u32>();
    std::thread::spawn(move || jobs.recv());
    std::mem::forget(sender);
}
";

/// Two threads that sleep; nothing fails.
const SLEEPS: &str = "\
use std::{thread, time::Duration};
fn main() {
    let other = thread::spawn(|| thread::sleep(Duration::from_millis(3)));
    thread::sleep(Duration::from_millis(1));
    other.join().unwrap();
}
";

fn explore(source: &str, arguments: &[&str]) -> Run {
    let fixture = Fixture::new();
    fixture.write("program.rs", source);
    let arguments = [&["explore", "program.rs"][..], arguments].concat();
    fixture.run(&arguments)
}

fn document(run: &Run) -> Value {
    serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{error}: {run:?}"))
}

#[test]
fn a_thread_that_never_ends_is_a_leak_when_asked_for() {
    let run = explore(LEAVES, &["--format", "json"]);
    assert_eq!(run.status, Some(0));
    assert_eq!(document(&run)["outcome"], "ok");
    let run = explore(LEAVES, &["--leaks", "--format", "json"]);
    assert_eq!(run.status, Some(1));
    let report = document(&run);
    assert_eq!(report["outcome"], "leak");
    let message = report["message"].as_str().unwrap();
    assert!(
        message.contains("T1 waits to receive from `jobs` (line 4)"),
        "{message}"
    );
}

#[test]
fn timelines_and_graphs_are_json_or_text() {
    let run = explore(SLEEPS, &["--format", "timeline"]);
    let timeline = document(&run);
    assert_eq!(run.status, Some(0));
    assert_eq!(timeline["schema"], 1);
    assert_eq!(timeline["lanes"][1]["name"], "T1");
    assert_eq!(timeline["end"]["microseconds"], 3_000);
    let run = explore(SLEEPS, &["--format", "timeline-text"]);
    assert!(
        run.stdout.contains("3.000 ms of virtual time"),
        "{}",
        run.stdout
    );
    let run = explore(SLEEPS, &["--format", "graph"]);
    assert!(document(&run)["states"].is_array());
    let run = explore(SLEEPS, &["--format", "graph-text"]);
    assert!(run.stdout.starts_with("state 0"), "{}", run.stdout);
}
