//! Our engine beside shuttle: the cost of an execution, the executions until a bug, and the time from a changed file to its result.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};
use interleave::{Config, Search};

use crate::batch::{Batch, Library};
use crate::corpus::{Programs, package, programs, target};
use crate::readme::{self, median};

/// Repetitions, of which the median counts.
const REPETITIONS: u64 = 9;

/// Right programs without statics, so that both engines run them in one process.
const RIGHT: [&str; 8] = [
    "counter-mutex",
    "counter-fetch-add",
    "lock-order-fixed",
    "message-acquire-release",
    "flag-under-lock",
    "bounded-channel",
    "semaphore",
    "queue-notify-all",
];

/// Wrong programs that both can find.
const WRONG: [&str; 8] = [
    "lost-update",
    "lock-order",
    "two-short-locks",
    "flag-outside-lock",
    "waits-without-loop",
    "semaphore-lost-signal",
    "one-signal-two-kinds",
    "cache-loads-twice",
];

/// Measures, and writes the table.
pub(crate) fn run() -> Result<()> {
    let all = programs()?;
    let chosen: Programs = all
        .into_iter()
        .filter(|(name, _)| RIGHT.contains(&name.as_str()) || WRONG.contains(&name.as_str()))
        .collect();
    let ours = Batch::build(Library::Ours, &chosen)?;
    let shuttle = Batch::build(Library::Shuttle, &chosen)?;
    let mut costs: BTreeMap<(&str, String), Vec<f64>> = BTreeMap::new();
    let mut founds: BTreeMap<(&str, String), Vec<usize>> = BTreeMap::new();
    for seed in 1..=REPETITIONS {
        for (name, answer) in ours.measure(1_000, &RIGHT)? {
            costs
                .entry(("ours", name))
                .or_default()
                .push(answer.nanoseconds as f64 / 1e3 / answer.executions as f64);
        }
        for ((name, tool), answer) in shuttle.ask(seed, &RIGHT)? {
            if tool == "shuttle" && answer.outcome == "accepted" {
                costs
                    .entry(("shuttle", name))
                    .or_default()
                    .push(answer.nanoseconds as f64 / 1e3 / answer.executions as f64);
            }
        }
        for (tool, search) in [
            ("ours", Search::Mixed),
            ("chance", Search::Random),
            ("pct", Search::Pct),
        ] {
            let config = Config {
                search,
                seed,
                ..Config::default()
            };
            for (name, report) in ours.explore(&config, &WRONG)? {
                founds
                    .entry((tool, name))
                    .or_default()
                    .push(report.found_at.unwrap_or(usize::MAX));
            }
        }
        for ((name, tool), answer) in shuttle.ask(seed, &WRONG)? {
            let found = if answer.outcome == "found" {
                answer.executions
            } else {
                usize::MAX
            };
            founds
                .entry((
                    if tool == "shuttle" {
                        "shuttle"
                    } else {
                        "shuttle-pct"
                    },
                    name,
                ))
                .or_default()
                .push(found);
        }
    }
    let mut text = format!("{}\n\nMedian of {REPETITIONS}.\n\n", readme::occasion());
    text.push_str(
        "| right program | ours, µs of processor time per execution | shuttle |\n|---|---|---|\n",
    );
    for name in RIGHT {
        let mut cell = |tool| {
            costs
                .get_mut(&(tool, name.to_owned()))
                .and_then(|values| median(values))
                .map_or_else(|| "n/a".to_owned(), |value| format!("{value:.1}"))
        };
        let _ = writeln!(text, "| {name} | {} | {} |", cell("ours"), cell("shuttle"));
    }
    text.push_str("\n| wrong program | ours | ours, chance only | ours, PCT only | shuttle, chance | shuttle, PCT |\n|---|---|---|---|---|---|\n");
    for name in WRONG {
        let cells: Vec<String> = ["ours", "chance", "pct", "shuttle", "shuttle-pct"]
            .iter()
            .map(|tool| {
                match founds
                    .get_mut(&(*tool, name.to_owned()))
                    .and_then(|values| median(values))
                {
                    Some(usize::MAX) => "missed".to_owned(),
                    Some(value) => value.to_string(),
                    None => "n/a".to_owned(),
                }
            })
            .collect();
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
    let (wrong, right) = (
        save_to_result("one-signal-two-kinds", "wrong")?,
        save_to_result("queue-notify-all", "right")?,
    );
    let _ = writeln!(
        text,
        "\nFrom a changed file of some 60 lines to its result, facades built: {wrong:.0} ms (wrong), {right:.0} ms (right, 2,000 executions)."
    );
    print!("{text}");
    readme::replace("benchmark", &text)
}

/// Milliseconds of wall time, median.
fn save_to_result(name: &str, folder: &str) -> Result<f64> {
    let source = package()
        .join("../interleave/corpus")
        .join(folder)
        .join(format!("{name}.rs"));
    let source =
        fs::read_to_string(&source).with_context(|| format!("cannot read {}", source.display()))?;
    let file = target().join(format!("{name}.rs"));
    let mut options = explorer::ExploreOptions::new(&file);
    options.target = target().join("interleave");
    let mut times = Vec::new();
    for change in 0..=REPETITIONS {
        fs::write(&file, format!("{source}\n// Change {change}.\n"))?;
        let start = Instant::now();
        explorer::explore_file(&options)?;
        // The first one may build the facades.
        if change > 0 {
            times.push(start.elapsed().as_secs_f64() * 1e3);
        }
    }
    median(&mut times).context("nothing was measured")
}
