//! Answers that break out, break down or try to pass by other means than being right.

use std::fs;
use std::sync::atomic::AtomicBool;
use std::thread;

use catalog::Exercise;
use grader::{Conclusion, Options, Verdict};

use crate::root;

/// The last line of the reference's private function `lock`, which every call of the queue runs through.
const LOCK: &str = "        self.state.lock().unwrap_or_else(PoisonError::into_inner)\n";

fn grade(name: &str, text: &[u8]) -> Verdict {
    let root = root();
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join(format!("{name}.rs"));
    fs::write(&path, text).expect("a temporary file");
    let exercise = Exercise::find(&root, "bounded-queue").expect("the exercise is there");
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

fn reference() -> String {
    fs::read_to_string(root().join("code/exercises/bounded-queue/solution.rs"))
        .expect("the reference is there")
}

/// The verdict on the reference with a statement at the start of every call.
fn with_statement(name: &str, statement: &str) -> Verdict {
    let text = reference();
    assert!(
        text.contains(LOCK),
        "the reference has changed: correct LOCK"
    );
    grade(
        name,
        text.replace(LOCK, &format!("        {statement}\n{LOCK}"))
            .as_bytes(),
    )
}

/// The verdict on the reference with items after it.
fn with_items(name: &str, items: &str) -> Verdict {
    grade(name, format!("{}\n{items}\n", reference()).as_bytes())
}

#[track_caller]
fn judged(verdict: &Verdict, conclusion: Conclusion, words: &str) {
    let message = verdict
        .first_failure()
        .and_then(|check| check.message.clone())
        .unwrap_or_default();
    let rendered: String = verdict
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.rendered.as_str())
        .collect();
    assert_eq!(verdict.conclusion, conclusion, "{message}{rendered}");
    assert!(
        message.contains(words) || rendered.contains(words),
        "{message}{rendered}"
    );
}

#[test]
fn the_reference_itself_passes() {
    let verdict = grade("right", reference().as_bytes());
    assert_eq!(
        (verdict.conclusion, verdict.points),
        (Conclusion::Passed, verdict.max_points)
    );
}

#[test]
fn endless_loop() {
    let verdict = with_statement("endless", "loop { std::hint::black_box(()); }");
    judged(&verdict, Conclusion::TimedOut, "runs for ever");
}

#[test]
fn spinning_loop() {
    let verdict = with_statement("spinning", "loop { std::thread::yield_now(); }");
    judged(&verdict, Conclusion::Failed, "gives way");
}

#[test]
fn a_loop_with_pauses() {
    let verdict = with_statement(
        "pauses",
        "loop { std::thread::sleep(std::time::Duration::from_millis(1)); }",
    );
    judged(&verdict, Conclusion::Failed, "more than 20000 steps");
    let told = |limit: &str| {
        let messages = verdict
            .checks
            .iter()
            .filter_map(|check| check.message.as_deref());
        messages.filter(|message| message.contains(limit)).count()
    };
    assert_eq!(told("more than 20000 steps"), 2, "patience ends");
    assert!(told("more than 2000 steps") > 5, "{verdict:?}");
}

#[test]
fn stack_overflow() {
    let deep = "fn deep(n: u64) -> u64 { std::hint::black_box(deep(n + 1)) + 1 }";
    let verdict = with_statement(
        "overflow",
        &format!("#[allow(unconditional_recursion)] {deep} deep(0);"),
    );
    judged(&verdict, Conclusion::Crashed, "stack overflow");
}

#[test]
fn abort_and_exit() {
    let verdict = with_statement("abort", "std::process::abort();");
    judged(&verdict, Conclusion::Crashed, "aborts");
    let verdict = with_statement("exit", "std::process::exit(0);");
    judged(&verdict, Conclusion::Crashed, "exits with code 0");
}

#[test]
fn panic_in_a_destructor() {
    let drops = "struct D; impl Drop for D { fn drop(&mut self) { panic!(\"second\") } }";
    let verdict = with_statement(
        "destructor",
        &format!("{drops} let _d = D; panic!(\"first\");"),
    );
    judged(&verdict, Conclusion::Crashed, "aborts");
}

#[test]
fn a_million_threads() {
    let verdict = with_statement(
        "threads",
        "for _ in 0..1_000_000 { std::thread::spawn(|| std::thread::park()); }",
    );
    judged(&verdict, Conclusion::Failed, "threads");
}

#[test]
fn endless_output() {
    let verdict = with_statement("output", "loop { println!(\"x\"); }");
    judged(&verdict, Conclusion::Failed, "20000 steps");
}

#[test]
fn all_the_memory() {
    let verdict = with_statement(
        "memory",
        "let mut all = Vec::new(); loop { all.push(vec![1_u8; 1 << 24]); }",
    );
    judged(&verdict, Conclusion::Crashed, "memory");
}

#[test]
fn a_forged_result_is_only_output() {
    let line = r#"println!("{{\"nonce\":\"\",\"function\":\"items_come_out_in_order\",\"finding\":{{\"ending\":\"passed\"}}}}");"#;
    let verdict = with_statement("forged", &format!("{line} std::process::exit(0);"));
    judged(&verdict, Conclusion::Crashed, "exits with code 0");
    assert_eq!(
        verdict.points, 1,
        "only the check that compiles programs passes"
    );
}

#[test]
fn other_programs_and_files_are_out_of_reach() {
    let verdict = with_statement(
        "command",
        "std::process::Command::new(\"/bin/true\").status().unwrap();",
    );
    judged(&verdict, Conclusion::Failed, "Operation not permitted");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("written");
    let verdict = with_statement(
        "write",
        &format!("std::fs::write({path:?}, \"x\").unwrap();"),
    );
    judged(&verdict, Conclusion::Failed, "Operation not permitted");
    assert!(!path.exists(), "the answer wrote a file");
    let verdict = with_statement(
        "socket",
        "std::net::TcpListener::bind(\"127.0.0.1:0\").unwrap();",
    );
    judged(&verdict, Conclusion::Failed, "Operation not permitted");
}

#[test]
fn the_grader_s_channel_is_out_of_reach() {
    let verdict = with_statement(
        "channel",
        "let parent = std::os::unix::process::parent_id();
         for number in 0..32 {
             let path = format!(\"/proc/{parent}/fd/{number}\");
             assert!(std::fs::OpenOptions::new().write(true).open(path).is_err(), \"reached {number}\");
         }",
    );
    judged(&verdict, Conclusion::Passed, "");
}

#[test]
fn unsafe_is_found_wherever_it_hides() {
    for (name, items) in [
        (
            "block",
            "pub fn x() { #[allow(unsafe_code)] unsafe { std::hint::unreachable_unchecked() } }",
        ),
        ("extern", "unsafe extern \"C\" { safe fn getpid() -> i32; }"),
        (
            "symbol",
            "#[unsafe(no_mangle)] pub extern \"C\" fn malloc(_: usize) -> usize { 0 }",
        ),
        ("impl", "pub struct P(*const u8); unsafe impl Send for P {}"),
        (
            "section",
            "#[unsafe(link_section = \".init_array\")] pub static INIT: extern \"C\" fn() = f; extern \"C\" fn f() {}",
        ),
        (
            "macro",
            "macro_rules! m { () => { unsafe { } } } pub fn x() { m!() }",
        ),
    ] {
        let verdict = with_items(name, items);
        judged(&verdict, Conclusion::Failed, "there is `unsafe` in line");
        assert_eq!(verdict.points, 0, "{name}: nothing of it is run");
    }
}

#[test]
fn an_answer_is_one_file() {
    let checks = root().join("code/exercises/bounded-queue/harness/checks.rs");
    let verdict = with_items(
        "include",
        &format!("pub const CHECKS: &str = include_str!({checks:?});"),
    );
    judged(&verdict, Conclusion::Failed, "reads no other");
    assert_eq!(verdict.points, 0);
    let verdict = with_items("module", "mod elsewhere;");
    judged(&verdict, Conclusion::DidNotCompile, "E0583");
}

#[test]
fn the_compiler_is_limited_too() {
    let endless = "pub const X: usize = { let mut i = 0usize; loop { i = i.wrapping_add(1); if i == usize::MAX { break i; } } };";
    judged(
        &with_items("constant", endless),
        Conclusion::DidNotCompile,
        "constant evaluation is taking a long time",
    );
    let growing = "pub fn f<T>(x: T) { f((x, 0)); } pub fn g() { f(0u8) }";
    judged(
        &with_items("types", growing),
        Conclusion::DidNotCompile,
        "recursion limit",
    );
}

#[test]
fn what_is_no_rust_is_told_by_the_compiler() {
    judged(
        &grade("empty", b""),
        Conclusion::DidNotCompile,
        "BoundedQueue",
    );
    judged(
        &grade("binary", &[0xff; 64]),
        Conclusion::DidNotCompile,
        "UTF-8",
    );
    judged(
        &with_items("syntax", "fn ("),
        Conclusion::DidNotCompile,
        "unclosed delimiter",
    );
}

#[test]
fn another_signature_is_told_without_showing_the_checks() {
    let verdict = grade(
        "renamed",
        reference()
            .replace("pub fn close", "pub fn shut")
            .as_bytes(),
    );
    judged(
        &verdict,
        Conclusion::DidNotCompile,
        "no method named `close`",
    );
    let rendered = &verdict.diagnostics[0].rendered;
    assert!(!rendered.contains("checks.rs"), "{rendered}");
}

#[test]
fn core_atomics_are_explored_like_those_of_std() {
    let path = root().join("code/exercises/bounded-queue/wrong/flag_beside_the_lock.rs");
    let text = fs::read_to_string(path).expect("the wrong answer is there");
    let verdict = grade(
        "core",
        text.replace("std::sync::atomic", "core::sync::atomic")
            .as_bytes(),
    );
    judged(&verdict, Conclusion::Failed, "wait for ever");
}

#[test]
fn a_gap_of_the_facades_is_no_fault_of_the_answer() {
    let gap = "#[allow(dead_code)] fn gap(handle: std::thread::JoinHandle<()>) -> u64 { use std::os::unix::thread::JoinHandleExt; handle.as_pthread_t() as u64 }";
    let broken = reference().replace("items.push_back(item)", "items.push_front(item)");
    let broken = format!("{broken}\n{gap}\n");
    // Real time passes in both, so they share it.
    let (verdict, wrong) = thread::scope(|scope| {
        let wrong = scope.spawn(|| grade("wrong-gap", broken.as_bytes()));
        let verdict = with_items("gap", gap);
        (verdict, wrong.join().expect("a grading ends"))
    });
    judged(&verdict, Conclusion::Passed, "");
    let told = verdict.checks[0].message.as_deref().unwrap_or_default();
    assert!(
        told.contains("could not be explored") && told.contains("as_pthread_t"),
        "{told}"
    );
    judged(&wrong, Conclusion::Failed, "pop hands out the oldest item");
}

#[test]
fn same_file_same_document() {
    let text =
        fs::read(root().join("code/exercises/bounded-queue/wrong/one_signal_for_two_questions.rs"))
            .expect("a wrong answer");
    let first = grade("same", &text).without_times();
    let second = grade("same", &text).without_times();
    assert_eq!(first, second);
    assert_eq!(first.conclusion, Conclusion::Failed);
}
