//! The corpus under our engine at length.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Result, ensure};
use interleave::{Config, Leftovers, Outcome, Report, Search};

use crate::batch::{Batch, Library};
use crate::corpus::{Program, Programs, programs, programs_in};
use crate::readme;

/// Random seeds for each wrong program and each way to search.
const SEEDS: u64 = 50;

/// Ways to search: the usual one, and its random parts alone.
const SEARCHES: [(&str, Search); 3] = [
    ("mixed", Search::Mixed),
    ("chance", Search::Random),
    ("PCT", Search::Pct),
];

/// Processor time after which a wrong program is taken to loop for ever: none of the corpus computes for long.
const PATIENCE_MILLISECONDS: u32 = 300;

/// Executions of each right program, by chance and again by PCT.
const EXECUTIONS: usize = 10_000;

/// Executions that found each wrong program, one for each seed that did.
type Founds = BTreeMap<String, Vec<usize>>;

/// Runs the corpus, writes the summary, and fails when the engine misjudges.
///
/// A wrong program must be found by the usual search with every seed; what chance or PCT alone miss is only told.
pub(crate) fn run() -> Result<()> {
    let all = programs()?;
    let batch = Batch::build(Library::Ours, &all)?;
    let mut mistakes: Vec<String> = batch
        .refused
        .iter()
        .map(|(name, error)| format!("{name} cannot be explored: {error}"))
        .collect();
    let (wrong, right): (Programs, Programs) = all
        .into_iter()
        .filter(|(name, _)| !batch.refused.contains_key(name))
        .partition(|(_, program)| program.finds.is_some());
    let mut text = format!("{}\n\n", readme::occasion());
    let worst = find(&batch, &wrong, &mut text, &mut mistakes)?;
    let executions = accept(&batch, &right, &mut text, &mut mistakes)?;
    let summary = format!(
        "{} wrong programs, worst execution of the mixed search over all seeds {worst}; {} right programs, {executions} executions; {} misjudgements.",
        wrong.len(),
        right.len(),
        mistakes.len()
    );
    println!("{summary}");
    let _ = writeln!(text, "\n{summary}\n");
    for mistake in &mistakes {
        let _ = writeln!(text, "- {mistake}");
    }
    readme::replace("corpus", &text)?;
    ensure!(
        mistakes.is_empty(),
        "the engine misjudges:\n{}",
        mistakes.join("\n")
    );
    Ok(())
}

/// The wrong programs, with every seed. Returns the greatest number of executions that the mixed search needed.
fn find(
    batch: &Batch,
    wrong: &Programs,
    text: &mut String,
    mistakes: &mut Vec<String>,
) -> Result<usize> {
    let mut founds: [Founds; 3] = Default::default();
    for ((how, search), founds) in SEARCHES.iter().zip(&mut founds) {
        for seed in 1..=SEEDS {
            let config = Config {
                search: search.clone(),
                seed,
                patience_milliseconds: PATIENCE_MILLISECONDS,
                ..Config::default()
            };
            for (name, report) in explore(batch, &config, wrong)? {
                let expected = wrong[&name].finds.clone().unwrap_or_default();
                match report.found_at.filter(|_| outcome(&report) == expected) {
                    Some(execution) => founds.entry(name).or_default().push(execution),
                    None if *search == Search::Mixed => mistakes.push(format!(
                        "{name}: seed {seed} gives {} after {} executions, not {expected}",
                        outcome(&report),
                        report.schedules
                    )),
                    None => {}
                }
            }
        }
        println!("{how}: {SEEDS} seeds of {} wrong programs", wrong.len());
    }
    let _ = writeln!(
        text,
        "### Wrong programs: execution that found it\n\nOver {SEEDS} seeds, of at most {} executions each: median, worst, and how many seeds found nothing. *fixed* is the first seed of the mixed search.\n\n| program | fixed | mixed | chance alone | PCT alone |\n|---|---|---|---|---|",
        Config::default().schedules
    );
    let mut worst = 0;
    for name in wrong.keys() {
        let fixed = founds[0].get(name).and_then(|found| found.first()).copied();
        let cells: Vec<String> = founds
            .iter_mut()
            .map(|founds| cell(founds.entry(name.clone()).or_default()))
            .collect();
        worst = worst.max(founds[0][name].last().copied().unwrap_or_default());
        let _ = writeln!(
            text,
            "| {name} | {} | {} |",
            fixed.unwrap_or_default(),
            cells.join(" | ")
        );
    }
    Ok(worst)
}

/// Median and worst, and how many seeds found nothing. Sorts.
fn cell(found: &mut [usize]) -> String {
    let middle = readme::median(found).unwrap_or_default();
    let last = found.last().copied().unwrap_or_default();
    match SEEDS as usize - found.len() {
        0 => format!("{middle}, {last}"),
        missed => format!("{middle}, {last}, {missed} missed"),
    }
}

/// The right programs, at length. Returns how many executions that took.
fn accept(
    batch: &Batch,
    right: &Programs,
    text: &mut String,
    mistakes: &mut Vec<String>,
) -> Result<usize> {
    let mut cells: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut executions = 0;
    for (how, search) in &SEARCHES {
        let config = Config {
            search: search.clone(),
            seed: 99,
            schedules: match search {
                Search::Mixed => Config::default().schedules,
                _ => EXECUTIONS,
            },
            total_steps: u64::MAX,
            ..Config::default()
        };
        for (name, report) in explore(batch, &config, right)? {
            executions += report.schedules;
            if report.outcome != Outcome::Ok {
                mistakes.push(format!(
                    "{name} is right, but {how} says {}: {}",
                    outcome(&report),
                    report.message
                ));
            }
            let all = if report.exhaustive { " (all)" } else { "" };
            cells
                .entry(name)
                .or_default()
                .push(format!("{}{all}", report.schedules));
        }
        println!("{how}: {} right programs", right.len());
    }
    let _ = writeln!(
        text,
        "\n### Right programs: executions without an alarm\n\n| program | mixed | chance | PCT |\n|---|---|---|---|"
    );
    for (name, cells) in &cells {
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
    }
    Ok(executions)
}

/// One line for each named program: what its header says, what the engine says.
pub(crate) fn judge(folder: Option<&Path>, names: &[String]) -> Result<()> {
    let all = folder.map_or_else(programs, programs_in)?;
    let chosen: Programs = all
        .into_iter()
        .filter(|(name, _)| names.is_empty() || names.contains(name))
        .collect();
    let batch = Batch::build(Library::Ours, &chosen)?;
    for (name, error) in &batch.refused {
        println!(
            "| {name} | {} | cannot be explored: {error} | |",
            expected(&chosen[name])
        );
    }
    for (name, report) in explore(&batch, &Config::default(), &chosen)? {
        let at = report.found_at.map_or_else(
            || report.schedules.to_string(),
            |execution| format!("#{execution}"),
        );
        println!(
            "| {name} | {} | {} | {at} | {}",
            expected(&chosen[&name]),
            outcome(&report),
            report.message
        );
    }
    Ok(())
}

fn expected(program: &Program) -> &str {
    program.finds.as_deref().unwrap_or("ok")
}

/// The outcome as headers name it.
fn outcome(report: &Report) -> String {
    serde_json::to_value(report.outcome)
        .ok()
        .and_then(|value| value.as_str().map(str::to_owned))
        .unwrap_or_default()
}

/// Reports of the programs, each with the treatment of leftovers that its header asks for.
fn explore(
    batch: &Batch,
    config: &Config,
    programs: &Programs,
) -> Result<BTreeMap<String, Report>> {
    let mut reports = BTreeMap::new();
    for (must_end, leftovers) in [(false, Leftovers::EndWithMain), (true, Leftovers::MustEnd)] {
        let names: Vec<&str> = programs
            .iter()
            .filter(|(name, program)| {
                program.must_end == must_end && !batch.refused.contains_key(*name)
            })
            .map(|(name, _)| name.as_str())
            .collect();
        // No name would mean all of them.
        if !names.is_empty() {
            let config = Config {
                leftovers,
                ..config.clone()
            };
            reports.extend(batch.explore(&config, &names)?);
        }
    }
    Ok(reports)
}
