//! Answers that are run with processes and files, and what they try with them.

use std::fs;
use std::sync::atomic::AtomicBool;
use std::thread;

use catalog::Exercise;
use grader::{Conclusion, GradeError, Options, Tier, Verdict};

use crate::root;

/// The first statement of the reference of `run-children`.
const BEGIN: &str = "    let mut reports: Vec<Option<Report>> =";

fn grade_in(tier: Tier, text: &str) -> Result<Verdict, GradeError> {
    let root = root();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("answer.rs");
    fs::write(&path, text).expect("a temporary file");
    let exercise = Exercise::find(&root, "run-children").expect("the exercise is there");
    let options = Options {
        root: &root,
        schedules: None,
        seed: 1,
        replay: None,
        tier,
        cancel: &AtomicBool::new(false),
        progress: &|_| (),
    };
    grader::grade(&exercise, &path, &options)
}

/// The verdict on the reference with a statement before all that it does; `None` on a machine that cannot give one.
fn with_statement(statement: &str) -> Option<Verdict> {
    let path = root().join("code/exercises/run-children/solution.rs");
    let text = fs::read_to_string(path).expect("the reference is there");
    assert!(
        text.contains(BEGIN),
        "the reference has changed: correct BEGIN"
    );
    let text = text.replacen(BEGIN, &format!("    {statement}\n{BEGIN}"), 1);
    let tier = grader::tier().expect("this machine has a sandbox");
    if tier != Tier::Full {
        println!("skipped: this machine has no full sandbox");
        return None;
    }
    Some(grade_in(tier, &text).expect("whatever an answer does is a verdict"))
}

/// The verdicts with each of these statements: most of a grading's time is spent waiting.
fn at_once<const COUNT: usize>(statements: [&str; COUNT]) -> [Option<Verdict>; COUNT] {
    thread::scope(|scope| {
        statements
            .map(|statement| scope.spawn(move || with_statement(statement)))
            .map(|grading| grading.join().expect("a grading ends"))
    })
}

#[track_caller]
fn judged(verdict: Option<Verdict>, conclusion: Conclusion, words: &str) {
    let Some(verdict) = verdict else {
        return;
    };
    let message = verdict
        .first_failure()
        .and_then(|check| check.message.clone())
        .unwrap_or_default();
    assert_eq!(verdict.conclusion, conclusion, "{message}");
    assert!(message.contains(words), "{message}");
}

/// Starts the harness once more, to play a part that ends with the check only.
const START: &str = "let own = std::env::args().next().unwrap();
    let start = || Command::new(&own).args([\"play\", \"lasts\", \"600000\"]).stdout(Stdio::null()).stderr(Stdio::null()).spawn();";

/// What follows takes its time, and would be the same in the other checks.
const FIRST_CHECK_ONLY: &str = "if commands.len() != 3 { panic!(\"not here\"); }";

#[test]
fn only_the_full_sandbox_will_do() {
    let refused = grade_in(Tier::Landlock, "").expect_err("no verdict without it");
    assert!(
        refused
            .to_string()
            .contains("the checks of `run-children` start processes"),
        "{refused}"
    );
}

#[test]
fn the_reference_itself_passes_twice_alike() {
    let [Some(first), Some(second)] = at_once(["", ""]) else {
        return;
    };
    judged(Some(first.clone()), Conclusion::Passed, "");
    assert_eq!(first.without_times(), second.without_times());
}

#[test]
fn a_process_that_is_left_is_a_verdict() {
    let verdict = with_statement(&format!("{START} start().unwrap();"));
    judged(verdict, Conclusion::Failed, "still there at the end");
}

/// There is no room then for one more process of whoever ends them.
#[test]
fn as_many_processes_as_there_can_be_are_a_verdict() {
    let verdict = with_statement(&format!(
        "{FIRST_CHECK_ONLY} {START} while start().is_ok() {{}} loop {{ thread::park(); }}"
    ));
    judged(verdict, Conclusion::TimedOut, "it did not end");
}

#[test]
fn sleeping_and_looping_for_ever_are_told() {
    for verdict in at_once([
        "loop { thread::park(); }",
        &format!("{FIRST_CHECK_ONLY} loop {{ thread::sleep(Duration::from_millis(1)); }}"),
        &format!("{FIRST_CHECK_ONLY} loop {{ std::hint::black_box(()); }}"),
        &format!("{FIRST_CHECK_ONLY} loop {{ thread::spawn(|| ()).join().unwrap(); }}"),
    ]) {
        judged(
            verdict,
            Conclusion::TimedOut,
            "it did not end (three children, of which the first ends last): for two seconds nothing happened",
        );
    }
}

#[test]
fn an_end_that_is_none_is_no_pass() {
    judged(
        with_statement("process::exit(0);"),
        Conclusion::Crashed,
        "the process ended itself with status 0",
    );
    judged(
        with_statement("process::abort();"),
        Conclusion::Crashed,
        "ended by signal 6",
    );
}

/// An answer that runs as root may find the pipe to the grader, under the number that the machine gave the supervisor
/// shortly before. It cannot read what every line on it has to begin with.
#[test]
fn nobody_else_is_heard_by_the_grader() {
    let attack = "let own = fs::read_link(\"/proc/self\").unwrap();
    let own: u32 = own.to_str().unwrap().parse().unwrap();
    let function = \"reports_come_in_the_order_of_the_commands\";
    let finding = \"{\\\"ending\\\":\\\"passed\\\",\\\"message\\\":\\\"\\\",\\\"notes\\\":[],\\\"output\\\":\\\"\\\",\\\"schedules\\\":1,\\\"exhaustive\\\":false,\\\"replay\\\":null,\\\"trace\\\":[],\\\"endless\\\":false}\";
    let line = format!(\"{{\\\"nonce\\\":\\\"\\\",\\\"function\\\":\\\"{function}\\\",\\\"finding\\\":{finding}}}\\n\");
    for process in own - 50..own {
        for file in [\"mem\", \"environ\", \"cmdline\", \"maps\"] {
            let path = format!(\"/proc/{process}/{file}\");
            assert!(File::open(path).is_err(), \"read what is not its own\");
        }
        for number in 3..16 {
            let path = format!(\"/proc/{process}/fd/{number}\");
            if let Ok(mut channel) = File::options().write(true).open(path) {
                let _ = io::Write::write_all(&mut channel, line.as_bytes());
                let _ = io::Write::write_all(&mut channel, b\"held\\x1e\\n\");
            }
        }
    }
    process::exit(0);";
    judged(
        with_statement(&format!("{FIRST_CHECK_ONLY} {attack}")),
        Conclusion::Crashed,
        "the process ended itself with status 0",
    );
}

#[test]
fn nothing_is_written_outside_the_folder_of_a_check() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("written");
    judged(
        with_statement(&format!("fs::write({path:?}, \"x\").unwrap();")),
        Conclusion::Failed,
        "PermissionDenied",
    );
    assert!(!path.exists(), "the answer wrote a file");
}

#[test]
fn memory_files_are_bounded() {
    judged(
        with_statement(&format!(
            "{FIRST_CHECK_ONLY} fs::write(\"a\", vec![1; 40 << 20]).unwrap(); fs::write(\"b\", vec![1; 40 << 20]).unwrap();"
        )),
        Conclusion::Failed,
        "StorageFull",
    );
}

/// One check has a thread of its own beside the answer, which must not wait for a child that is never started.
#[test]
fn an_answer_that_fails_late_has_failed() {
    judged(
        with_statement(
            "if format!(\"{commands:?}\").contains(\"last words\") { thread::sleep(Duration::from_millis(1_100)); }
    panic!(\"not today\");",
        ),
        Conclusion::Failed,
        "not today",
    );
}
