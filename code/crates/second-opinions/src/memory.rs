//! The engine's unsafe code under valgrind.

use anyhow::{Context, Result, ensure};
use interleave::{Config, Search};

use crate::batch::{Batch, Library};
use crate::corpus::{Programs, programs};

/// Programs that between them switch stacks, unwind across them, fork for statics, keep thread-locals and use every kind of object.
/// Only right ones, and no reference counting by hand: what valgrind reports is then the engine's fault.
const PROGRAMS: [&str; 16] = [
    "bounded-channel",
    "built-threads",
    "counter-mutex",
    "crossbeam-select-pairs",
    "once-lock",
    "panic-in-scope-joined",
    "panic-joined",
    "park-timeout-loop",
    "parking-lot-upgrade",
    "poison-recovered",
    "queue-two-conditions",
    "read-once",
    "rendezvous",
    "statics",
    "tokio-counter",
    "virtual-time",
];

/// Executions of each: valgrind is some fifty times slower.
const EXECUTIONS: usize = 50;

/// Exit code of a process in which valgrind found an error.
const FAULT: &str = "99";

/// Runs the programs under valgrind, and fails on any report of it.
pub(crate) fn run() -> Result<()> {
    let chosen: Programs = programs()?
        .into_iter()
        .filter(|(name, _)| PROGRAMS.contains(&name.as_str()))
        .collect();
    let batch = Batch::build(Library::Ours, &chosen)?;
    for search in [Search::Mixed, Search::Random] {
        // A limit of address space is too small for valgrind's own tables.
        let config = Config {
            search: search.clone(),
            schedules: EXECUTIONS,
            memory_bytes: 0,
            ..Config::default()
        };
        let output = batch
            .command("valgrind")
            .args([
                "--quiet",
                &format!("--error-exitcode={FAULT}"),
                "--max-stackframe=8388608",
                "./batch",
            ])
            .env(
                interleave::isolated::CONFIG_VARIABLE,
                serde_json::to_string(&config)?,
            )
            .output()
            .context("cannot start valgrind; install it")?;
        let complaints = String::from_utf8_lossy(&output.stderr);
        let faults: Vec<&str> = complaints
            .lines()
            .filter(|line| line.starts_with("==") && !line.contains("switching stacks"))
            .collect();
        ensure!(
            output.status.success() && faults.is_empty(),
            "{search:?}: {}\n{}",
            output.status,
            faults.join("\n")
        );
        let answers = String::from_utf8_lossy(&output.stdout);
        let accepted = answers
            .lines()
            .filter(|line| line.contains("\"outcome\":\"ok\""))
            .count();
        ensure!(
            accepted == chosen.len(),
            "{accepted} of {} programs are accepted under valgrind:\n{answers}",
            chosen.len()
        );
        println!("{search:?}: {accepted} programs without a complaint of valgrind");
    }
    Ok(())
}
