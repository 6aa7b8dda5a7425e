//! Whatever a program does to its process, the caller gets a clear answer.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use explorer::{ExploreOptions, Leftovers, Outcome, Report};

fn explore(name: &str, source: &str, set: impl Fn(&mut ExploreOptions)) -> Report {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("isolation");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join(name);
    std::fs::write(&file, source).expect("the file can be written");
    let mut options = ExploreOptions::new(file);
    set(&mut options);
    explorer::explore_file(&options)
        .expect("the tools are there")
        .report
}

#[track_caller]
fn check(report: &Report, outcome: Outcome, words: &[&str]) {
    assert_eq!(report.outcome, outcome, "{report:?}");
    for words in words {
        assert!(report.message.contains(words), "{}", report.message);
    }
}

/// A thread that does something after a first operation, in a program that joins it.
fn thread_that(does: &str) -> String {
    format!(
        "use std::sync::atomic::{{AtomicU32, Ordering::SeqCst}};
unsafe extern \"C\" {{
    fn abort() -> !;
    fn _exit(code: i32) -> !;
    fn pause() -> i32;
}}
#[allow(unconditional_recursion, dead_code)]
fn deeper(level: u64) -> u64 {{
    std::hint::black_box([level; 64]);
    deeper(level + 1) + 1
}}
struct PanicsInDrop;
impl Drop for PanicsInDrop {{
    fn drop(&mut self) {{
        panic!(\"second\");
    }}
}}
fn main() {{
    let rounds = AtomicU32::new(0);
    std::thread::scope(|scope| {{
        scope.spawn(|| {{
            rounds.fetch_add(1, SeqCst);
            {does}
        }});
    }});
}}
"
    )
}

#[test]
fn the_ends_of_a_process_are_told_apart() {
    let quick = |_: &mut ExploreOptions| ();
    for (name, does, words) in [
        ("aborts.rs", "std::process::abort()", "the program aborts"),
        ("aborts_in_c.rs", "unsafe { abort() }", "the program aborts"),
        (
            "exits.rs",
            "std::process::exit(3)",
            "the program exits with code 3",
        ),
        (
            "exits_in_c.rs",
            "unsafe { _exit(4) }",
            "the program ends its process with code 4",
        ),
        (
            "overflows.rs",
            "std::hint::black_box(deeper(0));",
            "stack overflow",
        ),
        (
            "panics_twice.rs",
            "let _second = PanicsInDrop; panic!(\"first\")",
            "the program aborts, after the panic: second, while it unwinds from: first; the last operation before: T1 atomically changes",
        ),
        (
            "crashes.rs",
            "unsafe { std::ptr::null_mut::<u32>().wrapping_add(4).write_volatile(1) }",
            "the program is killed by signal 11",
        ),
    ] {
        let report = explore(name, &thread_that(does), quick);
        check(&report, Outcome::Panic, &[words]);
        assert!(
            report
                .trace
                .iter()
                .any(|step| step.event.contains("`rounds`: 0 -> 1")),
            "{name}: {:?}",
            report.trace
        );
        assert!(report.replay.is_some(), "{name}");
    }
    let ends =
        "thread_local! { static LAST: PanicsInDrop = const { PanicsInDrop }; } LAST.with(|_| ());";
    let report = explore("panics_at_its_end.rs", &thread_that(ends), quick);
    check(&report, Outcome::Panic, &["T1 panics: second"]);
    let returns = "fn main() -> Result<(), String> { Err(\"no port\".to_owned()) }";
    let report = explore("returns.rs", returns, quick);
    let said = "main panics: main returns Err(\"no port\")";
    assert_eq!(report.message, said, "no line of the program says so");
    let report = explore("succeeds.rs", &thread_that("std::process::exit(0)"), quick);
    check(&report, Outcome::Ok, &[]);
}

#[test]
fn endless_loops_are_ended_and_named() {
    let impatient = |options: &mut ExploreOptions| options.config.patience_milliseconds = 300;
    let silent = thread_that("loop { std::hint::black_box(()); }");
    let report = explore("silent.rs", &silent, impatient);
    check(
        &report,
        Outcome::Livelock,
        &[
            "T1 runs for ever without any operation",
            "`rounds`: 0 -> 1 (line 22)",
        ],
    );
    let first =
        "fn main() { std::thread::spawn(|| loop { std::hint::black_box(()); }).join().unwrap() }";
    let report = explore("silent_at_once.rs", first, impatient);
    check(
        &report,
        Outcome::Livelock,
        &["T1 runs for ever", "it has not come to its first one"],
    );
    let polls = thread_that("while rounds.load(SeqCst) < 2 { std::thread::yield_now(); }");
    let report = explore("polls.rs", &polls, impatient);
    check(
        &report,
        Outcome::Livelock,
        &[
            "T1 reads `rounds` = 1 (line 23)",
            "`rounds` never changes again",
            "main waits for the threads of the scope",
        ],
    );
    assert!(report.trace.len() < 20, "{} steps", report.trace.len());
    assert!(
        report
            .notes
            .iter()
            .any(|note| note.contains("only repeat steps"))
    );
    let yields = thread_that("loop { std::thread::yield_now(); }");
    let report = explore("yields.rs", &yields, impatient);
    check(
        &report,
        Outcome::Livelock,
        &["nothing has changed for", "T1 gives way (line 23)"],
    );
    let counts = thread_that("loop { rounds.fetch_add(1, SeqCst); }");
    let report = explore("counts.rs", &counts, impatient);
    check(
        &report,
        Outcome::Limit,
        &["more than 20000 steps; in the end T1 atomically changes `rounds`"],
    );
    assert!(report.trace.len() < 20, "{} steps", report.trace.len());
}

#[test]
fn a_wait_outside_the_model_is_our_gap() {
    let report = explore("pauses.rs", &thread_that("unsafe { pause(); }"), |_| ());
    check(
        &report,
        Outcome::Unsupported,
        &["cannot be explored: the program waits for something outside the scheduler"],
    );
}

#[test]
fn memory_and_output_are_bounded() {
    let eats = thread_that("let mut all = Vec::new(); loop { all.push(vec![1_u8; 1 << 20]); }");
    let report = explore("eats.rs", &eats, |options| {
        options.config.memory_bytes = 512 << 20
    });
    check(&report, Outcome::Limit, &["more than 512 MiB of memory"]);
    let report = explore("eats_for_long.rs", &eats, |_| ());
    check(&report, Outcome::Limit, &["more and more memory"]);
    for (name, does) in [
        (
            "prints.rs",
            "loop { println!(\"{}\", \"x\".repeat(1000)); }",
        ),
        (
            "prints_errors.rs",
            "loop { eprintln!(\"{}\", \"x\".repeat(1000)); }",
        ),
    ] {
        let report = explore(name, &thread_that(does), |_| ());
        check(&report, Outcome::Limit, &["the program prints without end"]);
    }
}

#[test]
fn too_many_threads_are_a_limit_and_many_are_not() {
    let many = |count: u32| {
        format!("fn main() {{ for _ in 0..{count} {{ std::thread::spawn(|| ()); }} }}\n")
    };
    let few = |options: &mut ExploreOptions| options.config.schedules = 50;
    let report = explore("many.rs", &many(1_023), few);
    check(&report, Outcome::Ok, &[]);
    let start = Instant::now();
    let report = explore("too_many.rs", &many(1_024), |_| ());
    check(
        &report,
        Outcome::Limit,
        &["more than 1024 threads and tasks"],
    );
    assert!(start.elapsed() < Duration::from_secs(60));
    let waits = "fn main() {
    let all = std::sync::Barrier::new(200);
    std::thread::scope(|scope| {
        for _ in 0..200 {
            scope.spawn(|| all.wait());
        }
    });
}
";
    let report = explore("no_stacks.rs", waits, |options| {
        options.config.memory_bytes = 256 << 20;
    });
    check(&report, Outcome::Limit, &["no memory for the stacks of"]);
    let tasks = "#[tokio::main]
async fn main() {
    let mut set = tokio::task::JoinSet::new();
    for number in 0..2_000 {
        set.spawn(async move { number });
    }
    set.join_all().await;
}
";
    let report = explore("too_many_tasks.rs", tasks, |_| ());
    check(
        &report,
        Outcome::Limit,
        &["more than 1024 threads and tasks"],
    );
}

const LEAVES: &str = "use std::sync::mpsc;
fn main() {
    let (sender, jobs) = mpsc::channel::<u32>();
    std::thread::spawn(move || jobs.recv());
    std::mem::forget(sender);
}
";

#[test]
fn a_thread_that_never_ends_is_a_leak_only_where_all_must_end() {
    let report = explore("leaves.rs", LEAVES, |_| ());
    check(&report, Outcome::Ok, &[]);
    let report = explore("leaves_must_end.rs", LEAVES, |options| {
        options.config.leftovers = Leftovers::MustEnd;
    });
    check(
        &report,
        Outcome::Leak,
        &["T1 waits to receive from `jobs` (line 4)"],
    );
    assert_eq!(report.exit_code(), 1);
}

#[test]
fn statics_begin_anew_in_every_execution() {
    let source = "use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
use std::sync::{LazyLock, Mutex, OnceLock};
static COUNT: AtomicU32 = AtomicU32::new(0);
static NAMES: Mutex<Vec<String>> = Mutex::new(Vec::new());
static FIRST: OnceLock<u32> = OnceLock::new();
static TABLE: LazyLock<Mutex<u32>> = LazyLock::new(|| Mutex::new(7));
fn main() {
    std::thread::scope(|scope| {
        for number in 0..3 {
            scope.spawn(move || {
                COUNT.fetch_add(1, SeqCst);
                NAMES.lock().unwrap().push(number.to_string());
                FIRST.get_or_init(|| number);
                *TABLE.lock().unwrap() += 1;
            });
        }
    });
    assert_eq!(COUNT.load(SeqCst), 3);
    assert_eq!(NAMES.lock().unwrap().len(), 3);
    assert!(FIRST.get().is_some());
    assert_eq!(*TABLE.lock().unwrap(), 10);
}
";
    let report = explore("statics.rs", source, |_| ());
    check(&report, Outcome::Ok, &[]);
    assert!(report.schedules > 100, "{}", report.schedules);
}
