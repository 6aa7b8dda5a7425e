//! What the facades lack is our gap, told by its name; what could escape the model is brought back or refused.

use std::path::PathBuf;

use explorer::{ExploreOptions, Outcome, Report};

fn explore(name: &str, source: &str) -> Report {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("gaps");
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let file = folder.join(name);
    std::fs::write(&file, source).expect("the file can be written");
    explorer::explore_file(&ExploreOptions::new(file))
        .expect("the tools are there")
        .report
}

#[test]
fn a_gap_is_named_and_never_called_wrong() {
    for (name, source, words) in [
        (
            "epoch.rs",
            "use crossbeam::epoch;\nfn main() { drop(epoch::pin()); }\n",
            "`crossbeam::epoch` (line 1)",
        ),
        (
            "net.rs",
            "fn main() { let _ = tokio::net::UnixDatagram::unbound(); }\n",
            "`net` in `tokio` (line 1)",
        ),
        (
            "static_lock.rs",
            "use parking_lot::ReentrantMutex;\nstatic COUNT: ReentrantMutex<u32> = ReentrantMutex::new(0);\nfn main() { drop(COUNT.lock()); }\n",
            "a `ReentrantMutex` of `parking_lot` in a `static`",
        ),
        (
            "ready.rs",
            "use crossbeam::channel::{Select, unbounded};
fn main() {
    let (sender, receiver) = unbounded();
    sender.send(1).unwrap();
    let mut select = Select::new();
    select.recv(&receiver);
    select.ready();
}
",
            "crossbeam::channel::Select::ready",
        ),
        (
            "static_mut.rs",
            "static mut COUNT: u32 = 0;\nfn main() { unsafe { COUNT += 1 } }\n",
            "`static mut` (line 1) is memory that nobody watches",
        ),
        (
            "part.rs",
            "use crossbeam_channel::unbounded;\nfn main() { unbounded::<u8>(); }\n",
            "`crossbeam_channel` (line 1) is a part of `crossbeam`; write `crossbeam::channel`",
        ),
        (
            "rayon.rs",
            "fn main() {\n    rayon::join(|| (), || ());\n}\n",
            "`rayon` (line 2) runs its jobs on threads of its own",
        ),
        (
            "socket.rs",
            "fn main() { let _ = std::net::TcpListener::bind(\"127.0.0.1:0\"); }\n",
            "`TcpListener` (line 1) uses the real network",
        ),
        (
            "file.rs",
            "use std::fs;\nfn main() { fs::write(\"notes\", \"a\").unwrap(); }\n",
            "`std::fs` (line 1) uses real files",
        ),
        (
            "process.rs",
            "fn main() { std::process::Command::new(\"true\").status().unwrap(); }\n",
            "`Command::new` (line 1) starts a real process",
        ),
        (
            "input.rs",
            "use std::io;\nfn main() { io::stdin().lines().next().unwrap().unwrap(); }\n",
            "`io::stdin` (line 2) reads real input",
        ),
    ] {
        let report = explore(name, source);
        assert_eq!(
            report.outcome,
            Outcome::Unsupported,
            "{name}: {}",
            report.message
        );
        assert_eq!(report.exit_code(), 2);
        assert!(
            report.message.starts_with("cannot be explored: "),
            "{}",
            report.message
        );
        assert!(report.message.contains(words), "{name}: {}", report.message);
    }
}

#[test]
fn atomics_of_core_are_those_of_the_facade() {
    let source = "use core::sync::atomic::{AtomicU32, Ordering::Relaxed};
fn main() {
    let hits = AtomicU32::new(0);
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| hits.store(hits.load(Relaxed) + 1, Relaxed));
        }
    });
    assert_eq!(hits.into_inner(), 2);
}
";
    let report = explore("core.rs", source);
    assert_eq!(report.outcome, Outcome::Panic);
    assert!(
        report.message.starts_with("update lost"),
        "{}",
        report.message
    );
}

/// Who still owns an `Arc` is seen where operations of the engine are, and not between them.
#[test]
fn a_count_that_is_looked_at_makes_no_search_complete() {
    let source = "use std::sync::{Arc, mpsc};
fn main() {
    let (done, finished) = mpsc::channel();
    let shared = Arc::new(1);
    let share = Arc::clone(&shared);
    std::thread::spawn(move || done.send(*share));
    finished.recv().unwrap();
    drop(Arc::try_unwrap(shared));
}
";
    let explored = explore("count.rs", source);
    assert_eq!(explored.outcome, Outcome::Ok, "{explored:?}");
    assert!(!explored.exhaustive);
    let remark = "`Arc::try_unwrap` (line 8) depends on who still owns it";
    assert!(
        explored
            .bounds
            .iter()
            .any(|bound| bound.starts_with(remark)),
        "{:?}",
        explored.bounds
    );
}

/// The keys of a map come from the system, and no schedule records them.
#[test]
fn the_order_of_a_map_is_the_same_in_every_search() {
    const SOURCE: &str = "use std::collections::HashMap;
fn main() {
    let map: HashMap<u32, ()> = (0..30).map(|number| (number, ())).collect();
    panic!(\"{:?}\", map.keys().collect::<Vec<_>>());
}
";
    let [first, second] = std::array::from_fn(|_| explore("order_of_a_map.rs", SOURCE).message);
    assert!(first.starts_with("main panics: ["), "{first}");
    assert_eq!(first, second);
}
