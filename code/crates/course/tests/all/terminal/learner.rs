//! The workbook on the command line, in a course with one exercise; nothing here is judged.

use std::fs;

use serde_json::Value;

use crate::fixture::{Fixture, Run};

const EXERCISE: &str = r#"
title = "A gate"
chapter = "greetings"
difficulty = 1
points = 5
unsafe = "forbidden"
hints = ["the concept", "the place", "nearly the code"]
reference = "It waits in a loop."

[[check]]
function = "opens"
name = "it opens"
kind = "behaviour"
points = 5
property = "an open gate lets everybody pass"
"#;

const ANSWER: &str = "workbook/exercises/gate/src/lib.rs";

fn course() -> Fixture {
    let fixture = Fixture::new();
    for (name, text) in [
        ("exercise.toml", EXERCISE),
        ("stub.rs", "//! A gate.\n"),
        ("solution.rs", "//! The reference gate.\n"),
        ("alternatives/one.rs", "//! design: a gate without hinges\n"),
        ("example_test.rs", "use gate as _;\n"),
        ("Cargo.toml", "[package]\nname = \"gate\"\n"),
    ] {
        fixture.write(&format!("code/exercises/gate/{name}"), text);
    }
    fixture
}

fn done(run: &Run) -> &Run {
    assert_eq!(run.status, Some(0), "{run:?}");
    run
}

fn state(fixture: &Fixture) -> String {
    let list = fixture.run(&["list", "--json"]);
    let list: Value = serde_json::from_str(&done(&list).stdout).unwrap();
    assert_eq!(list["schema"], 1);
    list["exercises"][0]["state"].as_str().unwrap().to_owned()
}

#[test]
fn a_workbook_is_written_once_and_completed_later() {
    let fixture = course();
    assert_eq!(state(&fixture), "untouched");
    let run = fixture.run(&["init"]);
    assert_eq!(done(&run).stdout, "workbook: 1 exercises added\n");
    assert_eq!(state(&fixture), "untouched");
    fixture.write(ANSWER, "// mine");
    assert_eq!(state(&fixture), "started");
    let run = fixture.run(&["init"]);
    assert_eq!(done(&run).stdout, "workbook is complete already\n");
    let run = fixture.run(&["update"]);
    assert_eq!(done(&run).stdout, "nothing is new\n");
    assert_eq!(fs::read_to_string(fixture.path(ANSWER)).unwrap(), "// mine");
    let run = fixture.run(&["reset", "gate"]);
    assert_eq!(
        done(&run).stdout,
        format!("{ANSWER} is the stub again; your text is in {ANSWER}.1.kept\n")
    );
    let kept = fs::read_to_string(fixture.path(&format!("{ANSWER}.1.kept"))).unwrap();
    assert_eq!(kept, "// mine");
    assert_eq!(state(&fixture), "untouched");
}

#[test]
fn hints_come_one_at_a_time_and_are_remembered() {
    let fixture = course();
    fixture.run(&["init"]);
    for (number, words) in [(1, "the concept"), (2, "the place"), (3, "nearly the code")] {
        let run = fixture.run(&["hint", "gate"]);
        assert_eq!(
            done(&run).stdout,
            format!("Hint {number} of 3\n{words}\n\n")
        );
    }
    let run = fixture.run(&["hint", "gate"]);
    assert_eq!(done(&run).stdout.matches("Hint ").count(), 3);
    assert!(run.stderr.contains("solution gate --give-up"), "{run:?}");
    let progress = fs::read_to_string(fixture.path("workbook/course-progress.toml")).unwrap();
    assert!(progress.contains("hints = 3"), "{progress}");
}

#[test]
fn the_solution_is_for_those_who_passed_or_say_that_they_give_up() {
    let fixture = course();
    fixture.run(&["init"]);
    let run = fixture.run(&["solution", "gate"]);
    assert_eq!((run.status, run.stdout.as_str()), (Some(1), ""));
    assert!(run.stderr.contains("--give-up"), "{run:?}");
    let run = fixture.run(&["solution", "gate", "--give-up"]);
    for words in [
        "It waits in a loop.",
        "The reference gate.",
        "a gate without hinges",
    ] {
        assert!(done(&run).stdout.contains(words), "{run:?}");
    }
    assert_eq!(state(&fixture), "gave-up");
    done(&fixture.run(&["solution", "gate"]));
}

#[test]
fn progress_goes_to_another_computer() {
    let (here, there) = (course(), course());
    for fixture in [&here, &there] {
        fixture.run(&["init"]);
    }
    here.run(&["hint", "gate"]);
    let file = there.path("progress.toml");
    let file = file.to_str().unwrap();
    done(&here.run(&["status", "--export", file]));
    let run = there.run(&["status", "--import", file]);
    let words = "0 of 5 points; 0 of 1 exercises passed\n";
    assert!(done(&run).stdout.starts_with(words), "{run:?}");
    assert!(
        there.run(&["hint", "gate"]).stdout.starts_with("Hint 2"),
        "one was given elsewhere"
    );
    let again = here.run(&["status", "--export", file]);
    assert_eq!(again.status, Some(2), "an export replaces nothing");
}

#[test]
fn a_workbook_elsewhere_is_found_from_both_sides() {
    let fixture = course();
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().canonicalize().unwrap().join("mine");
    done(&fixture.run(&["init", folder.to_str().unwrap()]));
    assert!(fixture.path("workbook").is_symlink());
    assert!(done(&fixture.run(&["status"])).stdout.contains("0 of 1"));
    let output = fixture
        .course(&["hint", "gate"])
        .current_dir(folder.join("exercises"))
        .env("COURSE_ROOT", fixture.root())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let settings = fs::read_to_string(folder.join(".cargo/config.toml")).unwrap();
    assert!(
        settings.contains(fixture.root().to_str().unwrap()),
        "{settings}"
    );
}

#[test]
fn misuse_is_explained() {
    let fixture = course();
    fixture.write("thesis/chapter.tex", "years of work");
    let missing = "there is no workbook in ROOT/workbook; write one with `cargo course init`";
    for (arguments, sentence) in [
        (["hint", "gate"].as_slice(), missing),
        (&["status"], missing),
        (&["grade"], missing),
        (&["watch"], missing),
        (&["reset", "gate"], missing),
        (
            &["reset", "gat"],
            "no exercise is called `gat` (did you mean `gate`?); `cargo course list` shows them all",
        ),
        (
            &["init", "thesis"],
            "ROOT/thesis holds something that is no workbook; empty it, or name another folder: `cargo course init DIR`",
        ),
        (
            &["init", "code/mine"],
            "ROOT/code/mine belongs to the course; name another folder",
        ),
        (
            &["grade", "gate", "gate", "--file", "x.rs"],
            "--file is an answer to one exercise; name one",
        ),
    ] {
        let run = fixture.run(arguments);
        assert_eq!(run.stderr, format!("error: {sentence}\n"), "{arguments:?}");
        assert_eq!(
            (run.status, run.stdout.as_str()),
            (Some(2), ""),
            "{arguments:?}"
        );
    }
    fixture.run(&["init"]);
    let run = fixture.run(&["grade"]);
    assert!(
        run.stderr.contains("you have touched no exercise yet"),
        "{run:?}"
    );
    assert_eq!(run.status, Some(2));
}
