//! Reports of single files: outcomes, exit codes, the same document every time, replay in another process.

use std::path::PathBuf;

use explorer::{ExploreOptions, ExploreReport, Outcome, Search};

fn explore(name: &str, source: &str, search: Search) -> ExploreReport {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reports");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join(name);
    std::fs::write(&file, source).expect("the file can be written");
    let mut options = ExploreOptions::new(file);
    options.config.search = search;
    explorer::explore_file(&options).expect("the tools are there")
}

const LOST: &str = "use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
fn main() {
    let hits = AtomicU32::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let old = hits.load(SeqCst);
                hits.store(old + 1, SeqCst);
            });
        }
    });
    assert_eq!(hits.into_inner(), 2);
}
";

#[test]
fn a_lost_update_is_explained_the_same_way_every_time_and_replayed() {
    let first = explore("lost.rs", LOST, Search::Mixed);
    assert_eq!(first.report.outcome, Outcome::Panic);
    assert_eq!(first.exit_code(), 1);
    assert!(
        first
            .report
            .message
            .starts_with("update lost: T2 overwrote T1's write of `hits` (line 8)"),
        "{}",
        first.report.message
    );
    let write = first
        .report
        .trace
        .iter()
        .rfind(|step| step.kind == "writes")
        .expect("a write is told");
    assert_eq!(
        (write.line, write.object.as_deref(), write.file.as_deref()),
        (Some(8), Some("hits"), Some("lost.rs"))
    );
    let again = explore("lost.rs", LOST, Search::Mixed);
    assert_eq!(
        explorer::json(&first),
        explorer::json(&again),
        "two processes give the same document"
    );
    let token = first.report.replay.clone().expect("a failure has a token");
    let replayed = explore("lost.rs", LOST, Search::Replay(token));
    assert_eq!(replayed.report.trace, first.report.trace);
    assert_eq!(replayed.report.message, first.report.message);
    assert_eq!(
        explorer::lanes(&replayed, explorer::Color::Never),
        explorer::lanes(&first, explorer::Color::Never)
    );
}

#[test]
fn an_endless_loop_is_ended_and_its_thread_named() {
    let source = "use std::sync::atomic::{AtomicU32, Ordering::SeqCst};
fn main() {
    let rounds = AtomicU32::new(0);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            rounds.fetch_add(1, SeqCst);
            loop {
                std::hint::black_box(());
            }
        });
    });
}
";
    let report = explore("endless.rs", source, Search::Mixed).report;
    assert_eq!(report.outcome, Outcome::Livelock);
    assert!(
        report.message.starts_with("T1 runs for ever"),
        "{}",
        report.message
    );
    assert!(report.message.contains("line 6"), "{}", report.message);
    assert!(
        report
            .trace
            .iter()
            .any(|step| step.event.contains("`rounds`: 0 -> 1")),
        "{:?}",
        report.trace
    );
}

#[test]
fn errors_of_the_compiler_come_first_and_gaps_are_ours() {
    let broken = explore(
        "broken.rs",
        "fn main() { let x: u32 = \"one\"; }\n",
        Search::Mixed,
    );
    assert_eq!(
        (broken.report.outcome, broken.exit_code()),
        (Outcome::DidNotCompile, 2)
    );
    assert_eq!(
        (
            broken.diagnostics[0].line,
            broken.diagnostics[0].code.as_deref()
        ),
        (Some(1), Some("E0308"))
    );
    assert!(
        broken.diagnostics[0]
            .rendered
            .contains("expected `u32`, found `&str`")
    );
    let gap = explore(
        "gap.rs",
        "fn main() -> impl std::process::Termination {}\n",
        Search::Mixed,
    );
    assert_eq!(
        (gap.report.outcome, gap.exit_code()),
        (Outcome::Unsupported, 2)
    );
    assert!(
        gap.report.message.starts_with("cannot be explored: "),
        "{}",
        gap.report.message
    );
}

#[test]
fn a_small_program_is_covered_whole_and_its_outputs_collected() {
    let source = "use std::thread;
fn main() {
    let other = thread::spawn(|| println!(\"a\"));
    println!(\"b\");
    other.join().unwrap();
}
";
    let report = explore("outputs.rs", source, Search::Exhaustive);
    assert_eq!(
        (report.report.outcome, report.exit_code()),
        (Outcome::Ok, 0)
    );
    assert!(report.report.exhaustive);
    assert_eq!(report.report.outputs, ["a\nb\n", "b\na\n"]);
}

#[test]
fn the_graph_counts_every_order() {
    let report = explore("graph.rs", LOST, Search::Graph);
    let graph = report.report.graph.as_ref().expect("a graph was asked for");
    assert!(!graph.truncated);
    // Two threads of two steps each can be merged in six ways; two of them keep both updates.
    assert_eq!(graph.orders.get("ok"), Some(&2));
    assert_eq!(graph.orders.get("panic"), Some(&4));
    assert_eq!(
        explorer::graph_json(&report),
        explorer::graph_json(&explore("graph.rs", LOST, Search::Graph))
    );
}
