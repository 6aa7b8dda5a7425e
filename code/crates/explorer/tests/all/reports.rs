//! Reports of single files: outcomes, exit codes, the same document every time, replay in another process.

use std::collections::BTreeSet;
use std::path::PathBuf;

use explorer::{Activity, ExploreOptions, ExploreReport, Keep, Outcome, Search, Trace};

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
fn who_had_the_lock_between_look_and_act_is_told() {
    let two_lockings = "use std::sync::Mutex;
fn main() {
    let hits = Mutex::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                let old = *hits.lock().unwrap();
                *hits.lock().unwrap() = old + 1;
            });
        }
    });
    assert_eq!(hits.into_inner().unwrap(), 2);
}
";
    let report = explore("two_lockings.rs", two_lockings, Search::Mixed).report;
    assert_eq!(
        report.notes,
        [
            "step 11: T2 locks `hits` again, which T1 had at step 6: what T2 learned under the lock at step 4 may have changed"
        ]
    );
    let line_of = |step: usize| report.trace[step - 1].line;
    assert_eq!([4, 6, 11].map(line_of), [Some(7), Some(7), Some(8)]);

    let sleeps = "use std::sync::{Condvar, Mutex};
fn main() {
    let (ready, changed) = (Mutex::new(false), Condvar::new());
    std::thread::scope(|scope| {
        scope.spawn(|| {
            *ready.lock().unwrap() = true;
            changed.notify_one();
        });
        let mut looks = 0;
        let is_not = |ready: &mut bool| {
            looks += 1;
            !*ready
        };
        drop(changed.wait_while(ready.lock().unwrap(), is_not));
        assert_eq!(looks, 1);
    });
}
";
    let report = explore("sleeps.rs", sleeps, Search::Mixed).report;
    assert_eq!(report.outcome, Outcome::Panic, "{}", report.message);
    assert_eq!(report.notes, [] as [&str; 0], "a sleeper looks again");
}

#[test]
fn ten_processes_give_the_same_reports() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reports");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join("ten.rs");
    std::fs::write(&file, LOST).expect("the file can be written");
    let example = build_example();
    let run = |format: &str| {
        let output = std::process::Command::new(&example)
            .args([file.as_os_str(), format.as_ref()])
            .output()
            .expect("the example can be started");
        assert_eq!(output.status.code(), Some(1));
        String::from_utf8(output.stdout).expect("reports are text")
    };
    for format in ["human", "json", "timeline"] {
        let first = run(format);
        assert!(first.contains("update lost"), "{first}");
        for _ in 1..10 {
            assert_eq!(run(format), first, "as {format}");
        }
    }
}

/// The example that prints reports: another process for each exploration.
fn build_example() -> PathBuf {
    let built = std::process::Command::new(env!("CARGO"))
        .args(["build", "--quiet", "-p", "explorer", "--example", "explore"])
        .args(["--message-format=json"])
        .output()
        .expect("cargo can be started");
    let messages = String::from_utf8_lossy(&built.stdout).into_owned();
    assert!(built.status.success(), "{messages}");
    messages
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .find_map(|message| message["executable"].as_str().map(PathBuf::from))
        .expect("the example has an executable")
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
fn a_timeline_tells_who_runs_waits_and_sleeps() {
    let source = "use std::{sync::Mutex, thread, time::Duration};
fn main() {
    let table = Mutex::new(());
    thread::scope(|scope| {
        scope.spawn(|| {
            let _held = table.lock().unwrap();
            thread::sleep(Duration::from_millis(2));
        });
        for _ in 0..2 {
            let clerk = thread::Builder::new().name(\"clerk\".to_owned());
            clerk.spawn_scoped(scope, || drop(table.lock().unwrap())).unwrap();
        }
    });
}
";
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reports");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join("timeline.rs");
    std::fs::write(&file, source).expect("the file can be written");
    let mut options = ExploreOptions::new(file);
    options.config.trace = Trace::Always;
    let report = explorer::explore_file(&options).expect("the tools are there");
    assert_eq!(report.report.outcome, Outcome::Ok);
    let timeline = explorer::timeline(&report).expect("the default schedule is told");
    let names: Vec<&str> = timeline
        .lanes
        .iter()
        .map(|lane| lane.name.as_str())
        .collect();
    assert_eq!(names, ["main", "T1", "clerk", "clerk#2"]);
    for lane in &timeline.lanes {
        for pair in lane.intervals.windows(2) {
            assert_eq!(pair[0].until, pair[1].from, "{lane:?}");
        }
    }
    let sleep = timeline.lanes[1]
        .intervals
        .iter()
        .find(|interval| interval.activity == Activity::Sleeping)
        .expect("T1 sleeps");
    assert_eq!(sleep.line, Some(7));
    assert_eq!(sleep.until.microseconds - sleep.from.microseconds, 2_000);
    let wait = timeline.lanes[2]
        .intervals
        .iter()
        .find(|interval| interval.activity == Activity::Waiting)
        .expect("the first clerk waits");
    assert_eq!(
        (wait.object.as_deref(), wait.line, wait.until.microseconds),
        (Some("table"), Some(11), 2_000)
    );
    let text = explorer::timeline_text(&report, explorer::Color::Never);
    assert!(
        text.contains("clerk waits to lock `table` (line 11): "),
        "{text}"
    );
    assert!(text.contains("2.000 ms of virtual time"), "{text}");
    let read: explorer::Timeline =
        serde_json::from_str(&explorer::timeline_json(&report)).expect("it is JSON");
    assert_eq!(read, timeline);
}

/// Modules lie beside a program, and so may anything else: whatever its name, it is only read.
#[test]
fn the_files_beside_a_program_stay_as_they_are() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("modules");
    std::fs::create_dir_all(folder.join("plain")).expect("the folder can be made");
    let files = [
        (
            "outer.rs",
            "mod inner; // a counter\npub(crate) mod second;\nfn main() { inner::count(second::HITS, include!(\"third.rs\")); }\n",
        ),
        (
            "inner.rs",
            "use std::sync::Mutex;\npub fn count(hits: u32, more: u32) { assert_eq!(*Mutex::new(hits).lock().unwrap(), more); }\n",
        ),
        ("second.rs", "pub const HITS: u32 = 3;\n"),
        ("third.rs", "3\n"),
        ("program", "mine\n"),
        ("report.json", "mine\n"),
        ("plain/libprogram.rmeta", "mine\n"),
    ];
    for (name, text) in files {
        std::fs::write(folder.join(name), text).expect("the file can be written");
    }
    for keep in [Keep::Nothing, Keep::Incremental] {
        let mut options = ExploreOptions::new(folder.join("outer.rs"));
        options.keep = keep;
        let report = explorer::explore_file(&options).expect("the tools are there");
        assert_eq!(report.report.outcome, Outcome::Ok, "{report:?}");
        for (name, text) in files {
            let found = std::fs::read_to_string(folder.join(name)).expect("the file is there");
            assert_eq!(found, text, "{name}");
        }
    }
    let names = std::fs::read_dir(&folder).expect("it can be listed");
    assert_eq!(names.count(), files.len(), "nothing is added");
}

#[test]
fn what_is_kept_of_a_build_changes_no_report() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("reports");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join("kept.rs");
    let explore = |source: &str, keep: Keep| {
        std::fs::write(&file, source).expect("the file can be written");
        let mut options = ExploreOptions::new(&file);
        options.keep = keep;
        let report = explorer::explore_file(&options).expect("the tools are there");
        (explorer::json(&report), options.target.join("kept"))
    };
    let right = LOST
        .replace("let old = hits.load(SeqCst);", "")
        .replace("hits.store(old + 1, SeqCst)", "hits.fetch_add(1, SeqCst)");
    for source in [LOST, &right, LOST] {
        let (fresh, _) = explore(source, Keep::Nothing);
        let (kept, folder) = explore(source, Keep::Incremental);
        assert_eq!(kept, fresh);
        let mut left: Vec<String> = Vec::new();
        for entry in std::fs::read_dir(&folder)
            .expect("something is kept")
            .flatten()
        {
            if entry.path().is_dir() {
                let names = std::fs::read_dir(entry.path())
                    .expect("it can be listed")
                    .flatten();
                left.extend(names.map(|entry| entry.file_name().to_string_lossy().into_owned()));
            }
        }
        assert!(left.contains(&"incremental".to_owned()), "{left:?}");
        assert!(left.iter().all(|name| name == "incremental"), "{left:?}");
    }
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

#[test]
fn the_graph_follows_what_a_load_may_read() {
    let endings = |first: &str, second: &str| {
        let source = PUBLISHED.replace("STORE", first).replace("LOAD", second);
        let report = explore(&format!("{first}_{second}.rs"), &source, Search::Graph);
        let graph = report.report.graph.expect("a graph was asked for");
        assert!(!graph.truncated);
        let ends = graph.states.into_iter().filter(|state| state.end.is_some());
        ends.map(|state| state.output).collect::<BTreeSet<String>>()
    };
    let all = ["0\n", "42\n", "not yet\n"].map(str::to_owned);
    assert_eq!(endings("Relaxed", "Relaxed"), BTreeSet::from(all.clone()));
    assert_eq!(endings("Release", "Relaxed"), BTreeSet::from(all.clone()));
    let [_, published, not_yet] = all;
    assert_eq!(
        endings("Release", "Acquire"),
        BTreeSet::from([published, not_yet])
    );
}

const PUBLISHED: &str = "use std::sync::atomic::{AtomicBool, AtomicU32, Ordering::*};
fn main() {
    let report = AtomicU32::new(0);
    let ready = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            report.store(42, Relaxed);
            ready.store(true, STORE);
        });
        match ready.load(LOAD) {
            true => println!(\"{}\", report.load(Relaxed)),
            false => println!(\"not yet\"),
        }
    });
}
";

#[test]
fn the_graph_shows_what_a_reader_writer_lock_contains() {
    let source = "use std::sync::RwLock;
fn main() {
    let token = RwLock::new(1);
    let level = RwLock::new(5);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let token = token.read().unwrap();
            *level.write().unwrap() += *token;
        });
        scope.spawn(|| *token.write().unwrap() += 1);
    });
    println!(\"{}\", level.into_inner().unwrap());
}
";
    let report = explore("contained.rs", source, Search::Graph);
    let graph = report.report.graph.expect("a graph was asked for");
    let shown = |name: &str| {
        let values = graph.states.iter();
        values
            .filter_map(|state| state.objects.get(name).cloned())
            .collect::<BTreeSet<String>>()
    };
    let words = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
    assert_eq!(shown("level"), words(&["6", "7"]));
    assert_eq!(
        shown("token"),
        words(&["1", "1, read by 1", "2", "2, read by 1"])
    );
}

#[test]
fn only_places_of_the_program_have_lines() {
    let source = "#[tokio::main]
async fn main() {
    let (ask, _) = tokio::sync::watch::channel(0);
    let mut asked = ask.subscribe();
    let task = tokio::spawn(async move { asked.changed().await.is_ok() });
    let output = std::sync::Mutex::new(0);
    drop(output.lock());
    let _ = tokio::join!(task, ask.closed());
    ask.send_replace(1);
}
";
    let report = explore("joined.rs", source, Search::Mixed).report;
    assert_eq!(report.outcome, Outcome::Deadlock);
    assert_eq!(
        report.message,
        "two threads wait for ever: main waits for one of: waits for the end of `task 1`, \
         waits until the receivers of `ask` are gone (line 8), task 1 waits until `ask` changes (line 5)"
    );
    for step in &report.trace {
        assert!(step.file.as_deref().is_none_or(|file| file == "joined.rs"));
        assert_ne!(step.object.as_deref(), Some("output#2"));
    }
}
