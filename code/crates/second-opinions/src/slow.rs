//! The corpus under our engine at length.

use std::fmt::Write as _;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use interleave::{Config, Outcome, Report, Search};

use crate::batch::{Batch, Library};
use crate::corpus::{Program, Programs, programs, programs_in};
use crate::readme;

/// Random seeds for each wrong program, each once by pure chance and once by PCT.
const SEEDS: u64 = 50;

/// Time after which a program whose failures cost seconds gets no further seeds; its row says how many it had.
const LONGEST: Duration = Duration::from_secs(40);

/// Executions of each right program, by pure chance and again by PCT.
const EXECUTIONS: usize = 10_000;

/// Runs the corpus, writes the summary, and fails when the engine misjudges.
pub(crate) fn run() -> Result<()> {
    let all = programs()?;
    let (wrong, right): (Programs, Programs) = all
        .into_iter()
        .partition(|(_, program)| program.finds.is_some());
    let mut mistakes = Vec::new();
    let batch = Batch::build(
        Library::Ours,
        &wrong
            .iter()
            .chain(&right)
            .map(|(name, program)| (name.clone(), program.clone()))
            .collect(),
    )?;
    for (name, error) in &batch.refused {
        mistakes.push(format!("{name} cannot be explored: {error}"));
    }
    let mut text = format!(
        "{}\n\n### Wrong programs: execution that found it\n\n| program | fixed seed | {SEEDS} seeds of chance: median, worst | {SEEDS} seeds of PCT: median, worst | missed |\n|---|---|---|---|---|\n",
        readme::occasion()
    );
    let mut worst = 0;
    for name in wrong
        .keys()
        .filter(|name| !batch.refused.contains_key(*name))
    {
        let start = Instant::now();
        let fixed = explore(&batch, Search::Mixed, 1, Config::default().schedules, name)?;
        if !is_found(&fixed) {
            mistakes.push(format!(
                "{name}: not found with the fixed seed in {} executions",
                fixed.schedules
            ));
        }
        let searches = [Search::Random, Search::Pct];
        let mut founds = [Vec::new(), Vec::new()];
        let (mut missed, mut seeds) = (0, 0);
        while seeds < SEEDS && start.elapsed() < LONGEST {
            seeds += 1;
            for (search, found) in searches.iter().zip(&mut founds) {
                let seed = seeds;
                let report = explore(
                    &batch,
                    search.clone(),
                    seed,
                    Config::default().schedules,
                    name,
                )?;
                match report.found_at.filter(|_| is_found(&report)) {
                    Some(execution) => found.push(execution),
                    None => {
                        missed += 1;
                        mistakes.push(format!(
                            "{name}: {search:?} with seed {seed} finds nothing in {} executions",
                            report.schedules
                        ));
                    }
                }
            }
        }
        let mut cells = Vec::new();
        for mut found in founds {
            let middle = readme::median(&mut found).unwrap_or_default();
            let last = found.last().copied().unwrap_or_default();
            worst = worst.max(last);
            cells.push(format!("{middle}, {last}"));
        }
        let of = if seeds == SEEDS {
            String::new()
        } else {
            format!(" ({seeds} seeds each)")
        };
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {missed}{of} |",
            fixed.found_at.unwrap_or_default(),
            cells.join(" | ")
        );
        println!("{name}: {cells:?}, missed {missed}");
    }
    let _ = write!(
        text,
        "\n### Right programs: executions without an alarm\n\n| program | mixed | chance | PCT |\n|---|---|---|---|\n"
    );
    let mut executions = 0;
    for name in right
        .keys()
        .filter(|name| !batch.refused.contains_key(*name))
    {
        let mut cells = Vec::new();
        for (search, most) in [
            (Search::Mixed, Config::default().schedules),
            (Search::Random, EXECUTIONS),
            (Search::Pct, EXECUTIONS),
        ] {
            let report = explore(&batch, search.clone(), 99, most, name)?;
            executions += report.schedules;
            if report.outcome != Outcome::Ok {
                mistakes.push(format!(
                    "{name} is right, but {search:?} says {:?}: {}",
                    report.outcome, report.message
                ));
            }
            cells.push(format!(
                "{}{}",
                report.schedules,
                if report.exhaustive { " (all)" } else { "" }
            ));
        }
        let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
        println!("{name}: {cells:?}");
    }
    let summary = format!(
        "{} wrong programs, worst execution over all seeds {worst}; {} right programs, {executions} executions; {} misjudgements.",
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
    for (name, report) in batch.explore(&Config::default(), &[])? {
        let outcome = serde_json::to_value(report.outcome)?;
        let at = report.found_at.map_or_else(
            || report.schedules.to_string(),
            |execution| format!("#{execution}"),
        );
        println!(
            "| {name} | {} | {} | {at} | {}",
            expected(&chosen[&name]),
            outcome.as_str().unwrap_or_default(),
            report.message
        );
    }
    Ok(())
}

fn expected(program: &Program) -> &str {
    program.finds.as_deref().unwrap_or("ok")
}

fn is_found(report: &Report) -> bool {
    !matches!(
        report.outcome,
        Outcome::Ok | Outcome::Limit | Outcome::Unsupported
    )
}

fn explore(
    batch: &Batch,
    search: Search,
    seed: u64,
    schedules: usize,
    name: &str,
) -> Result<Report> {
    let config = Config {
        search,
        seed,
        schedules,
        total_steps: u64::MAX,
        ..Config::default()
    };
    let mut reports = batch.explore(&config, &[name])?;
    Ok(reports
        .remove(name)
        .unwrap_or_else(|| Report::new(Outcome::Unsupported, "no report".to_owned())))
}
