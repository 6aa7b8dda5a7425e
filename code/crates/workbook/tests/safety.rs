//! Nothing that a learner wrote is lost or changed, whatever the course does, also when it is killed.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;

use catalog::Exercise;
use workbook::{ChangeKind, FILE_NAME, Progress, Reset, State, Workbook, WorkbookError};

const EXERCISE: &str = r#"
title = "A gate"
chapter = "gates"
difficulty = 1
points = 5
unsafe = "forbidden"
formerly = [FORMERLY]
hints = ["one", "two", "three"]
reference = "It waits in a loop."

[[check]]
function = "opens"
name = "it opens"
kind = "behaviour"
points = 5
property = "an open gate lets everybody pass"
"#;

/// A course with one exercise, and a place for a workbook.
struct Course {
    _folder: tempfile::TempDir,
    root: PathBuf,
    book: PathBuf,
}

impl Course {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().join("course");
        let course = Self {
            book: folder.path().join("book"),
            root,
            _folder: folder,
        };
        course.write(
            "Cargo.toml",
            "[workspace]\n[workspace.package]\nedition = \"2024\"\n[workspace.dependencies]\n\
             tokio = { version = \"1.54\", features = [\"full\"] }\n",
        );
        course.exercise("gate", "", "stub one");
        course
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn exercise(&self, name: &str, formerly: &str, stub: &str) {
        let file = |file: &str| format!("code/exercises/{name}/{file}");
        self.write(
            &file("exercise.toml"),
            &EXERCISE.replace("FORMERLY", formerly),
        );
        self.write(&file("stub.rs"), stub);
        self.write(&file("example_test.rs"), "use gate;\n");
        self.write(
            &file("Cargo.toml"),
            "[package]\nname = \"x\"\n[dev-dependencies]\ntokio = { workspace = true, features = [\"test-util\"] }\n",
        );
    }

    fn exercises(&self) -> Vec<Exercise> {
        Exercise::all(&self.root).unwrap()
    }

    fn create(&self) -> Workbook {
        Workbook::create(&self.root, &self.book, &self.exercises())
            .unwrap()
            .0
    }

    /// What an update does, by path.
    fn update(&self, workbook: &Workbook) -> Vec<(String, ChangeKind)> {
        let changes = workbook.update(&self.root, &self.exercises()).unwrap();
        changes
            .into_iter()
            .map(|change| (change.path.display().to_string(), change.kind))
            .collect()
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.book.join(name)).unwrap()
    }
}

const ANSWER: &str = "exercises/gate/src/lib.rs";

#[test]
fn a_workbook_is_a_workspace_with_real_dependencies() {
    let course = Course::new();
    let workbook = course.create();
    assert_eq!(course.read(ANSWER), "stub one");
    let manifest: toml::Table = course.read("exercises/gate/Cargo.toml").parse().unwrap();
    assert_eq!(manifest["package"]["name"].as_str(), Some("gate"));
    let features = manifest["dev-dependencies"]["tokio"]["features"].as_array();
    let features: Vec<_> = features
        .unwrap()
        .iter()
        .filter_map(|one| one.as_str())
        .collect();
    assert_eq!(features, ["full", "test-util"]);
    let exercise = &course.exercises()[0];
    let progress = workbook.progress().unwrap();
    assert_eq!(workbook.state(exercise, &progress), State::Untouched);
    assert_eq!(course.update(&workbook), []);
}

#[test]
fn cargo_understands_a_workbook_inside_the_course() {
    let mut course = Course::new();
    course.book = course.root.join("workbook");
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../.cargo/config.toml");
    course.write(".cargo/config.toml", &fs::read_to_string(settings).unwrap());
    course.create();
    let cargo = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .current_dir(course.book.join("exercises/gate"))
            .output()
            .unwrap();
        assert!(output.status.success(), "{output:?}");
        String::from_utf8(output.stdout).unwrap()
    };
    let members = cargo(&[
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ]);
    assert!(
        members.contains("workbook/exercises/gate/src/lib.rs"),
        "{members}"
    );
    let commands = cargo(&["--list"]);
    let alias = commands
        .lines()
        .find(|line| line.trim_start().starts_with("course "));
    let manifest = format!(
        "--manifest-path {}",
        course.root.join("Cargo.toml").display()
    );
    assert!(alias.unwrap().contains(&manifest), "{alias:?}");
}

#[test]
fn an_update_replaces_what_is_untouched_and_nothing_else() {
    let course = Course::new();
    let workbook = course.create();
    fs::write(
        course.book.join("exercises/gate/tests/example.rs"),
        "my test",
    )
    .unwrap();
    course.exercise("gate", "", "stub two");
    course.write("code/exercises/gate/example_test.rs", "their new test");
    let latest = PathBuf::from("exercises/gate/tests/example.rs.latest");
    assert_eq!(
        course.update(&workbook),
        [
            (ANSWER.to_owned(), ChangeKind::Replaced),
            (
                "exercises/gate/tests/example.rs".to_owned(),
                ChangeKind::Differs(latest.clone())
            ),
        ]
    );
    assert_eq!(course.read(ANSWER), "stub two");
    assert_eq!(course.read("exercises/gate/tests/example.rs"), "my test");
    assert_eq!(course.read(latest.to_str().unwrap()), "their new test");
    assert_eq!(course.update(&workbook), [], "said once");
}

#[test]
fn a_reset_keeps_every_earlier_text() {
    let course = Course::new();
    let workbook = course.create();
    let exercise = &course.exercises()[0];
    let reset = || workbook.reset(&course.root, exercise).unwrap();
    assert_eq!(reset(), Reset::Untouched);
    for (number, text) in [(1, "mine"), (2, "mine again")] {
        fs::write(course.book.join(ANSWER), text).unwrap();
        let Reset::Kept(kept) = reset() else {
            panic!("nothing was kept");
        };
        assert!(kept.ends_with(format!("lib.rs.{number}.kept")));
        assert_eq!(fs::read_to_string(kept).unwrap(), text);
        assert_eq!(course.read(ANSWER), "stub one");
    }
    fs::remove_file(course.book.join(ANSWER)).unwrap();
    assert_eq!(reset(), Reset::Restored);
}

#[test]
fn a_renamed_exercise_keeps_its_answer_and_its_points() {
    let course = Course::new();
    let workbook = course.create();
    fs::write(course.book.join(ANSWER), "mine").unwrap();
    let exercise = &course.exercises()[0];
    workbook
        .change(|progress| progress.record_mut(exercise).graded(3, false))
        .unwrap();
    fs::remove_dir_all(course.root.join("code/exercises/gate")).unwrap();
    course.exercise("turnstile", "\"gate\"", "stub one");
    let exercise = &course.exercises()[0];
    let read = |place: PathBuf| fs::read_to_string(place).unwrap();
    assert_eq!(read(workbook.answer(exercise)), "mine", "before the update");
    course.update(&workbook);
    assert_eq!(course.read("exercises/turnstile/src/lib.rs"), "mine");
    assert!(
        course
            .read("exercises/turnstile/Cargo.toml")
            .contains("\"turnstile\"")
    );
    let progress = workbook.progress().unwrap();
    assert_eq!(progress.record(exercise).unwrap().points, 3);
    assert!(!progress.exercises.contains_key("gate"));
}

#[test]
fn a_folder_with_something_else_is_left_alone() {
    let course = Course::new();
    fs::create_dir(&course.book).unwrap();
    fs::write(course.book.join("thesis.tex"), "years of work").unwrap();
    let refused = Workbook::create(&course.root, &course.book, &course.exercises());
    assert!(matches!(refused, Err(WorkbookError::Occupied { .. })));
    assert_eq!(fs::read_dir(&course.book).unwrap().count(), 1);
}

#[test]
fn a_broken_progress_file_is_named_and_kept() {
    let course = Course::new();
    let workbook = course.create();
    let path = course.book.join(FILE_NAME);
    fs::write(&path, "schema = 1\npoints: many\n").unwrap();
    let error = workbook.change(|_| ()).unwrap_err().to_string();
    assert!(
        error.contains("course-progress.toml is broken: "),
        "{error}"
    );
    assert_eq!(
        fs::read_to_string(path).unwrap(),
        "schema = 1\npoints: many\n"
    );
}

#[test]
fn imported_progress_never_makes_anything_worse() {
    let course = Course::new();
    let exercises = course.exercises();
    let (mut mine, mut theirs) = (Progress::default(), Progress::default());
    mine.record_mut(&exercises[0]).graded(4, false);
    theirs.record_mut(&exercises[0]).graded(2, true);
    theirs.record_mut(&exercises[0]).hints = 2;
    mine.merge(theirs.for_export(), &exercises);
    let record = mine.record(&exercises[0]).unwrap();
    assert_eq!((record.points, record.passed, record.hints), (4, true, 2));
}

#[test]
fn changes_of_several_processes_all_arrive() {
    let course = Course::new();
    let workbook = course.create();
    let exercise = &course.exercises()[0];
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                for _ in 0..10 {
                    workbook
                        .change(|progress| progress.record_mut(exercise).hints += 1)
                        .unwrap();
                }
            });
        }
    });
    assert_eq!(
        workbook.progress().unwrap().record(exercise).unwrap().hints,
        40
    );
}

/// The name under which this test calls itself as the process that is killed.
const VICTIM: &str = "WORKBOOK_VICTIM";

#[test]
fn killed_at_any_moment_nothing_is_lost() {
    if let Some(place) = env::var_os(VICTIM) {
        write_for_ever(Path::new(&place));
    }
    let course = Course::new();
    let workbook = course.create();
    let exercise = &course.exercises()[0];
    for round in 0_u64..40 {
        let text = format!("answer {round}");
        fs::write(course.book.join(ANSWER), &text).unwrap();
        let mut victim = Command::new(env::current_exe().unwrap())
            .args([
                "killed_at_any_moment_nothing_is_lost",
                "--exact",
                "--nocapture",
            ])
            .env(VICTIM, course.root.parent().unwrap())
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_micros(2_000 + round * 1_100));
        victim.kill().unwrap();
        victim.wait().unwrap();
        workbook.progress().unwrap();
        let folder = workbook.answer(exercise).parent().unwrap().to_path_buf();
        let texts: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| !path.file_name().unwrap().to_string_lossy().starts_with('.'))
            .map(|path| fs::read_to_string(path).unwrap())
            .collect();
        assert!(texts.contains(&text), "{text} is not among {texts:?}");
        let present = course.read(ANSWER);
        assert!(present == text || present == "stub one", "{present:?}");
        workbook.reset(&course.root, exercise).unwrap();
    }
}

/// Resets, updates and remembers, until it is killed.
fn write_for_ever(place: &Path) -> ! {
    let (root, book) = (place.join("course"), place.join("book"));
    let exercises = Exercise::all(&root).unwrap();
    loop {
        let (workbook, _) = Workbook::create(&root, &book, &exercises).unwrap();
        workbook.reset(&root, &exercises[0]).unwrap();
        workbook
            .change(|progress| progress.record_mut(&exercises[0]).hints += 1)
            .unwrap();
    }
}
