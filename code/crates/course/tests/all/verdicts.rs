//! Verdicts on the command line, with an exercise of the course itself; see also `terminal.rs`.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread;
use std::time::Duration;

use catalog::Exercise;
use serde_json::Value;
use tempfile::TempDir;
use workbook::Workbook;

const NAME: &str = "bounded-queue";

/// A workbook of the course, in a folder of its own.
struct Learner {
    folder: TempDir,
    root: PathBuf,
    workbook: Workbook,
    exercise: Exercise,
}

impl Learner {
    fn new() -> Self {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../..");
        let root = root.canonicalize().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let exercise = Exercise::find(&root, NAME).unwrap();
        let exercises = [exercise.clone()];
        let (workbook, _) = Workbook::create(&root, folder.path(), &exercises).unwrap();
        Self {
            folder,
            root,
            workbook,
            exercise,
        }
    }

    fn course(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_course"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env("COURSE_ROOT", &self.root)
            .stdin(Stdio::null());
        command
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.course(arguments).output().unwrap()
    }

    /// The text of a file that the exercise keeps.
    fn text(&self, file: &str) -> String {
        fs::read_to_string(self.exercise.folder.join(file)).unwrap()
    }

    fn save(&self, text: &str) {
        fs::write(self.workbook.answer(&self.exercise), text).unwrap();
    }
}

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

#[test]
fn a_wrong_answer_is_explained_and_its_schedule_told_again() {
    let learner = Learner::new();
    let wrong = learner.exercise.folder.join("wrong/if_instead_of_while.rs");
    let wrong = wrong.to_str().unwrap();
    let output = learner.run(&["grade", NAME, "--file", wrong, "--format", "json"]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(document["schema"], 1);
    let result = &document["results"][0];
    assert_eq!(result["exercise"], NAME);
    assert_eq!(result["verdict"], "failed");
    assert_eq!(result["max_points"], 40);
    let checks = result["checks"].as_array().unwrap();
    let failed = checks
        .iter()
        .find(|check| check["replay"].is_string())
        .unwrap();
    let token = failed["replay"].as_str().unwrap();

    let output = learner.run(&["explain", NAME, "--file", wrong, "--replay", token]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = stdout(&output);
    let place = |words: &str| {
        text.find(words)
            .unwrap_or_else(|| panic!("no {words}: {text}"))
    };
    assert!(place("Must hold: ") < place("Step by step"));
    assert!(place("Step by step") < place("The same in lanes"));
    for step in failed["trace"].as_array().unwrap() {
        place(step["event"].as_str().unwrap().lines().next().unwrap());
    }
    assert!(!text.contains("checks.rs"), "{text}");

    let output = learner.run(&["grade", NAME, "--file", wrong]);
    let text = stdout(&output);
    assert!(text.contains("Must hold: "), "{text}");
    assert!(
        text.contains(&format!("cargo course hint {NAME}")),
        "{text}"
    );
    assert!(!text.contains("checks.rs"), "{text}");
}

#[test]
fn a_pass_is_remembered_unless_it_was_made_cheap() {
    let learner = Learner::new();
    learner.save(&learner.text("solution.rs"));
    let passed = || {
        let progress = learner.workbook.progress().unwrap();
        progress.record(&learner.exercise).unwrap().passed
    };
    let output = learner.run(&["grade", NAME, "--schedules", "1"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(!passed());
    let output = learner.run(&["grade"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(passed());
    assert!(stdout(&output).contains("The reference:"), "{output:?}");
}

#[test]
fn a_folder_of_submissions_is_one_table() {
    let learner = Learner::new();
    let class = tempfile::tempdir().unwrap();
    for (name, file) in [("ada.rs", "solution.rs"), ("bob.rs", "stub.rs")] {
        fs::write(class.path().join(name), learner.text(file)).unwrap();
    }
    fs::write(class.path().join("notes.txt"), "no answer").unwrap();
    let folder = class.path().to_str().unwrap();
    let table = class.path().join("table.csv");
    let output = learner.run(&[
        "grade",
        NAME,
        "--file",
        folder,
        "--format",
        "csv",
        "--output",
        table.to_str().unwrap(),
    ]);
    assert_eq!((output.status.code(), output.stdout.len()), (Some(1), 0));
    let table = fs::read_to_string(table).unwrap();
    for name in ["ada.rs", "bob.rs"] {
        assert!(table.contains(name), "{table}");
    }
    let output = learner.run(&["grade", NAME, "--file", folder, "--format", "json"]);
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    let verdicts: Vec<_> = document["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| (result["file"].as_str().unwrap(), &result["verdict"]))
        .collect();
    assert!(verdicts[0].0.ends_with("ada.rs") && verdicts[0].1 == "passed");
    assert!(verdicts[1].0.ends_with("bob.rs") && verdicts[1].1 == "failed");
}

#[test]
fn a_save_ends_the_running_check_and_a_kill_leaves_nothing() {
    let learner = Learner::new();
    let endless = learner.text("solution.rs").replace(
        "pub fn new(capacity: NonZeroUsize) -> Self {",
        "pub fn new(capacity: NonZeroUsize) -> Self { if capacity.get() > 0 { loop {} }",
    );
    learner.save(&endless);
    let mut watch = learner
        .course(&["watch", NAME])
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(watch.stdout.take().unwrap()).lines();
    let mut until = |words: &str| {
        let mut heard = Vec::new();
        for line in lines.by_ref() {
            heard.push(line.unwrap());
            if heard.last().unwrap().contains(words) {
                return heard.join("\n");
            }
        }
        panic!("{words} never came: {heard:?}");
    };
    until("watching");
    wait_for_descendants(&watch);
    learner.save("fn broken( {");
    let heard = until("the compiler refuses it");
    assert!(heard.contains("was saved"), "{heard}");
    assert!(!heard.contains("does not end"), "{heard}");
    learner.save(&endless);
    until("was saved");
    let descendants = wait_for_descendants(&watch);
    watch.kill().unwrap();
    watch.wait().unwrap();
    for _ in 0..100 {
        if descendants.iter().all(|process| !is_alive(process)) {
            return;
        }
        thread::sleep(Duration::from_millis(50));
    }
    panic!("some of {descendants:?} outlive the watch");
}

/// A process: its number, and when it started, because numbers come again.
type Process = (u32, String);

/// Its children and theirs, once there are any.
fn wait_for_descendants(watch: &Child) -> Vec<Process> {
    loop {
        let mut known = vec![(watch.id(), String::new())];
        let mut next = 0;
        while next < known.len() {
            let parent = known[next].0;
            known.extend(
                processes()
                    .filter(|(_, _, of)| *of == parent)
                    .map(|(id, start, _)| (id, start)),
            );
            next += 1;
        }
        known.remove(0);
        if !known.is_empty() {
            return known;
        }
        thread::sleep(Duration::from_millis(5));
    }
}

fn is_alive((id, start): &Process) -> bool {
    processes().any(|(other, began, _)| other == *id && began == *start)
}

/// Number, start and parent of every process that has not ended.
fn processes() -> impl Iterator<Item = (u32, String, u32)> {
    let stat = |id: u32| {
        let text = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
        let fields: Vec<&str> = text.rsplit_once(')')?.1.split_whitespace().collect();
        (fields[0] != "Z").then_some(())?;
        Some((id, fields[19].to_owned(), fields[1].parse().ok()?))
    };
    fs::read_dir("/proc")
        .unwrap()
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(stat)
}
