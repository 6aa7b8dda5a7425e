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
    text.push_str("\n| what | bar | measured |\n|---|---|---|\n");
    for (what, bar, measured) in bars(&mut costs, &mut founds)? {
        let _ = writeln!(text, "| {what} | {bar} | {measured} |");
    }
    print!("{text}");
    readme::replace("benchmark", &text)
}

/// What the engine must reach, and what it reaches here.
fn bars(
    costs: &mut BTreeMap<(&str, String), Vec<f64>>,
    founds: &mut BTreeMap<(&str, String), Vec<usize>>,
) -> Result<Vec<(String, String, String)>> {
    let mut ours: Vec<f64> = costs
        .iter_mut()
        .filter(|((tool, _), _)| *tool == "ours")
        .filter_map(|(_, values)| median(values))
        .collect();
    let cost = median(&mut ours).context("nothing was measured")?;
    let worst = ours.last().copied().unwrap_or_default();
    let mut executions: Vec<usize> = founds
        .iter_mut()
        .filter(|((tool, _), _)| *tool == "ours")
        .filter_map(|(_, values)| median(values))
        .collect();
    let found = median(&mut executions).context("nothing was found")?;
    let most = executions.last().copied().unwrap_or_default();
    let row = |what: &str, bar: &str, measured: String| (what.to_owned(), bar.to_owned(), measured);
    let mut rows = vec![
        row(
            "an execution of a small scenario, median and worst of the programs above",
            "50 µs",
            format!("{cost:.1} µs, {worst:.1} µs"),
        ),
        row(
            "2,000 executions of one, median and worst",
            "0.3 s",
            format!("{:.3} s, {:.3} s", cost * 2e-3, worst * 2e-3),
        ),
        row(
            "executions until a wrong program is found, median and worst of the programs above",
            "10, 1,000",
            format!("{found}, {most}"),
        ),
    ];
    for (crates, bar, wrong, right) in [
        ("std", "0.3 s", "one-signal-two-kinds", "queue-notify-all"),
        (
            "tokio",
            "0.5 s",
            "tokio-queue-forgets-signals",
            "tokio-bounded-queue",
        ),
    ] {
        let (wrong, right) = (
            save_to_result(wrong, "wrong")?,
            save_to_result(right, "right")?,
        );
        rows.push(row(
            &format!("from a changed file of some 60 lines to its result, {crates}: wrong, right"),
            bar,
            format!("{wrong:.3} s, {right:.3} s"),
        ));
    }
    let (clock, processor) = build_facades()?;
    rows.push(row(
        "the facades from nothing: by the clock, processor time",
        "30 s",
        format!("{clock:.1} s, {processor:.1} s"),
    ));
    Ok(rows)
}

/// Seconds by the clock and of processor time.
fn build_facades() -> Result<(f64, f64)> {
    let folder = target().join("cold");
    let _ = fs::remove_dir_all(&folder);
    let options = explorer::ExploreOptions::new("");
    let (start, before) = (Instant::now(), children_seconds());
    explorer::facades(&folder, &options.crates)?;
    let measured = (start.elapsed().as_secs_f64(), children_seconds() - before);
    fs::remove_dir_all(&folder)?;
    Ok(measured)
}

/// Processor time of all commands that have ended so far, in seconds.
fn children_seconds() -> f64 {
    // Fields 16 and 17 after the name: time of waited-for children in user and kernel mode, in ticks of a hundredth of a second.
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u64 = after_name
        .split_whitespace()
        .skip(13)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    ticks as f64 / 100.0
}

/// Seconds by the clock, median.
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
    options.keep = explorer::Keep::Incremental;
    let mut times = Vec::new();
    for change in 0..=REPETITIONS {
        // A line that matters, at the beginning of `main`.
        let changed = source.replacen(
            "main() {",
            &format!("main() {{ assert!({change} < 100);"),
            1,
        );
        fs::write(&file, changed)?;
        let start = Instant::now();
        explorer::explore_file(&options)?;
        // The first one may build the facades.
        if change > 0 {
            times.push(start.elapsed().as_secs_f64());
        }
    }
    median(&mut times).context("nothing was measured")
}
