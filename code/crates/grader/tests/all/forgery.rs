//! Answers that reach for the verdict instead of earning it.

use std::fs;
use std::sync::atomic::AtomicBool;

use catalog::Exercise;
use grader::{Conclusion, Options, Verdict};

use crate::root;

fn grade(exercise: &str, text: &str) -> Verdict {
    let root = root();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("answer.rs");
    fs::write(&path, text).expect("a temporary file");
    let exercise = Exercise::find(&root, exercise).expect("the exercise is there");
    let options = Options {
        root: &root,
        schedules: Some(20),
        seed: 1,
        replay: None,
        tier: grader::tier().expect("this machine has a sandbox"),
        cancel: &AtomicBool::new(false),
        progress: &|_| (),
    };
    grader::grade(&exercise, &path, &options).expect("whatever an answer does is a verdict")
}

/// The reference of an exercise with `statement` before the first `anchor` in it, and `items` after it.
fn changed(exercise: &str, anchor: &str, statement: &str, items: &str) -> String {
    let path = root().join(format!("code/exercises/{exercise}/solution.rs"));
    let text = fs::read_to_string(path).expect("the reference is there");
    assert!(
        text.contains(anchor),
        "the reference of {exercise} has changed: correct the anchor"
    );
    format!(
        "{}\n{items}\n",
        text.replacen(anchor, &format!("{statement}\n{anchor}"), 1)
    )
}

const QUEUE: &str = "        self.state.lock().unwrap_or_else(PoisonError::into_inner)\n";
const SPIN: &str = "        loop {\n            if let Some(guard) = self.try_lock() {";

fn first_message(verdict: &Verdict) -> &str {
    verdict
        .first_failure()
        .and_then(|check| check.message.as_deref())
        .unwrap_or_default()
}

#[test]
fn the_checks_and_the_reference_cannot_be_read() {
    let folder = root().join("code/exercises/bounded-queue");
    let mut statement = String::new();
    for path in ["harness/checks.rs", "harness", "solution.rs", "wrong"] {
        let path = folder.join(path);
        assert!(
            path.exists(),
            "{} is what the test is about",
            path.display()
        );
        statement.push_str(&format!(
            "assert!(std::fs::metadata({path:?}).is_err() || std::fs::read({path:?}).is_err() && std::fs::read_dir({path:?}).is_err(), \"reads {{}}\", {path:?});\n"
        ));
    }
    statement
        .push_str("assert!(std::fs::read_dir(\"../.kept\").is_err(), \"reads what is kept\");");
    let verdict = grade(
        "bounded-queue",
        &changed("bounded-queue", QUEUE, &statement, ""),
    );
    assert_eq!(
        verdict.conclusion,
        Conclusion::Passed,
        "{}",
        first_message(&verdict)
    );
}

#[test]
fn where_unsafe_is_allowed_an_answer_is_rust_alone() {
    for (statement, items) in [
        (
            "unsafe { _exit(0) }",
            "unsafe extern \"C\" { fn _exit(code: i32) -> !; }",
        ),
        (
            "",
            "#[unsafe(no_mangle)] pub extern \"C\" fn _exit(_: i32) {}",
        ),
        (
            "",
            "#[unsafe(export_name = \"write\")] pub extern \"C\" fn write(_: i32) {}",
        ),
        ("unsafe { std::arch::asm!(\"nop\") }", ""),
        (
            "",
            "macro_rules! hidden { ($name:ident) => { std::arch::$name!(\"nop\") } } pub fn x() { unsafe { hidden!(r#asm) } }",
        ),
        ("", "std::arch::global_asm!(\"nop\");"),
    ] {
        let verdict = grade("spin-lock", &changed("spin-lock", SPIN, statement, items));
        let message = first_message(&verdict);
        assert!(
            message.starts_with("an answer is Rust alone"),
            "{statement}{items}: {message}"
        );
        assert_eq!(verdict.points, 0, "nothing of it is run");
    }
}

/// The last word of a check under real threads, said by the answer on every channel there is, before it ends the process.
#[test]
fn nobody_else_knows_the_last_word() {
    let says = "use std::io::Write as _; use std::os::fd::FromRawFd as _;
        for number in 3..32 {
            let mut channel = unsafe { std::fs::File::from_raw_fd(number) };
            let _ = channel.write_all(b\"held\\x1e\");
            std::mem::forget(channel);
        }
        std::process::exit(0);";
    let gap = "#[allow(dead_code)] fn gap(handle: std::thread::JoinHandle<()>) -> u64 { use std::os::unix::thread::JoinHandleExt; handle.as_pthread_t() as u64 }";
    for items in ["", gap] {
        let verdict = grade("spin-lock", &changed("spin-lock", SPIN, says, items));
        assert_eq!(
            verdict.conclusion,
            Conclusion::Crashed,
            "{}",
            first_message(&verdict)
        );
        assert!(
            verdict.points * 2 < verdict.max_points,
            "{} points",
            verdict.points
        );
    }
}

/// A thread's name stands in every step of a schedule.
#[test]
fn long_names_cost_no_time() {
    let statement = "let name = \"x\".repeat(1 << 20);
        std::thread::Builder::new().name(name).spawn(|| panic!(\"{}\", \"y\".repeat(1 << 20))).unwrap();";
    let verdict = grade(
        "bounded-queue",
        &changed("bounded-queue", QUEUE, statement, ""),
    );
    assert_eq!(verdict.conclusion, Conclusion::Failed);
    assert!(
        verdict.elapsed_ms.check < 20_000,
        "{:?}",
        verdict.elapsed_ms
    );
}
