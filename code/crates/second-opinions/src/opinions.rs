//! Who finds what, and why the others differ.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;

use anyhow::{Context, Result, ensure};
use interleave::{Config, Outcome};
use serde::Deserialize;

use crate::batch::{Answer, Batch, Library};
use crate::corpus::{Program, Programs, package, programs};
use crate::readme;

/// The columns. Ordinary runs may miss a bug without a reason; all others owe one.
const TOOLS: [&str; 5] = ["ours", "shuttle", "shuttle-pct", "loom", "stress"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Explanations {
    #[serde(default)]
    difference: Vec<Difference>,
}

/// A reason, and the cells that it explains.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Difference {
    tools: Vec<String>,
    /// `missed`, `false alarm`, `no build` or `no answer`.
    verdict: String,
    because: String,
    programs: Vec<String>,
}

/// One cell of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Cell {
    Found(usize),
    Accepted,
    Missed(usize),
    FalseAlarm(String),
    NoBuild(String),
    NoAnswer,
}

type Table = BTreeMap<(String, &'static str), Cell>;

/// Asks everyone, writes the table, and compares it with the explanations.
pub(crate) fn run() -> Result<()> {
    let all = programs()?;
    let plain: Programs = all
        .into_iter()
        .filter(|(_, program)| program.is_plain())
        .collect();
    let mut table = ask_ours(&plain)?;
    for library in [Library::Shuttle, Library::Loom, Library::Plain] {
        ask(library, &plain, &mut table)?;
    }
    let path = package().join("explanations.toml");
    let text =
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let explanations: Explanations =
        toml::from_str(&text).with_context(|| format!("{} is malformed", path.display()))?;
    readme::replace("opinions", &page(&plain, &table, &explanations))?;
    let problems = compare(&table, &explanations);
    println!("{}", totals(&plain, &table).join("\n"));
    ensure!(
        problems.is_empty(),
        "explanations.toml does not fit the table:\n{}",
        problems.join("\n")
    );
    Ok(())
}

fn ask_ours(programs: &Programs) -> Result<Table> {
    let batch = Batch::build(Library::Ours, programs)?;
    let reports = batch.explore(&Config::default(), &[])?;
    let cell = |(name, program): (&String, &Program)| {
        let cell = match reports.get(name) {
            None => Cell::NoBuild(batch.refused.get(name).cloned().unwrap_or_default()),
            Some(report) => match (&program.finds, report.outcome) {
                (_, Outcome::Unsupported | Outcome::Limit) => Cell::NoAnswer,
                (None, Outcome::Ok) => Cell::Accepted,
                (None, _) => Cell::FalseAlarm(report.message.clone()),
                (Some(kind), outcome)
                    if serde_json::to_value(outcome)
                        .is_ok_and(|outcome| outcome == kind.as_str()) =>
                {
                    Cell::Found(report.found_at.unwrap_or(report.schedules))
                }
                (Some(_), _) => Cell::Missed(report.schedules),
            },
        };
        ((name.clone(), "ours"), cell)
    };
    Ok(programs.iter().map(cell).collect())
}

fn ask(library: Library, programs: &Programs, table: &mut Table) -> Result<()> {
    let batch = Batch::build(library, programs)?;
    let tools: &[&'static str] = match library {
        Library::Shuttle => &["shuttle", "shuttle-pct"],
        Library::Loom => &["loom"],
        Library::Plain | Library::Ours => &["stress"],
    };
    let answers = batch.ask(1, &[])?;
    for (name, program) in programs {
        for tool in tools {
            let cell = match (
                batch.refused.get(name),
                answers.get(&(name.clone(), (*tool).to_owned())),
            ) {
                (Some(error), _) => Cell::NoBuild(error.clone()),
                (None, Some(answer)) => judge(program, answer),
                (None, None) => Cell::NoAnswer,
            };
            if matches!(
                cell,
                Cell::FalseAlarm(_) | Cell::NoBuild(_) | Cell::NoAnswer | Cell::Missed(_)
            ) && *tool != "stress"
            {
                println!("{name} / {tool}: {cell:?}");
            }
            table.insert((name.clone(), tool), cell);
        }
    }
    Ok(())
}

fn judge(program: &Program, answer: &Answer) -> Cell {
    let never_ends = matches!(program.finds.as_deref(), Some("deadlock" | "livelock"));
    match (&program.finds, answer.outcome.as_str()) {
        (None, "accepted") => Cell::Accepted,
        (Some(_), "found") => Cell::Found(answer.executions),
        (Some(_), "hang") if never_ends => Cell::Found(answer.executions),
        (_, "hang") => Cell::NoAnswer,
        (Some(_), _) => Cell::Missed(answer.executions),
        (None, _) => Cell::FalseAlarm(answer.message.clone()),
    }
}

/// The word of a cell that owes a reason.
fn verdict(tool: &str, cell: &Cell) -> Option<&'static str> {
    match cell {
        Cell::Found(_) | Cell::Accepted => None,
        Cell::Missed(_) if tool == "stress" => None,
        Cell::Missed(_) => Some("missed"),
        Cell::FalseAlarm(_) => Some("false alarm"),
        Cell::NoBuild(_) => Some("no build"),
        Cell::NoAnswer => Some("no answer"),
    }
}

fn compare(table: &Table, explanations: &Explanations) -> Vec<String> {
    let mut problems = Vec::new();
    let mut explained = BTreeSet::new();
    for difference in &explanations.difference {
        for tool in &difference.tools {
            for program in &difference.programs {
                let key = (program.clone(), tool.clone(), difference.verdict.clone());
                if !explained.insert(key) {
                    problems.push(format!(
                        "{program} / {tool}: `{}` is explained twice",
                        difference.verdict
                    ));
                }
            }
        }
    }
    for ((program, tool), cell) in table {
        let Some(verdict) = verdict(tool, cell) else {
            continue;
        };
        if !explained.remove(&(program.clone(), (*tool).to_owned(), verdict.to_owned())) {
            problems.push(format!(
                "{program} / {tool}: {verdict} has no explanation: {cell:?}"
            ));
        }
    }
    problems.extend(explained.iter().map(|(program, tool, verdict)| {
        format!("{program} / {tool}: {verdict} no longer happens; remove its explanation")
    }));
    problems
}

fn page(programs: &Programs, table: &Table, explanations: &Explanations) -> String {
    let mut text = format!(
        "{}\n\n{}\n",
        readme::occasion(),
        totals(programs, table)
            .iter()
            .fold(String::new(), |text, line| text + "- " + line + "\n")
    );
    for (title, is_wrong) in [("Wrong programs", true), ("Right programs", false)] {
        let _ = writeln!(
            text,
            "### {title}\n\n| program | {} |\n|---|{}",
            TOOLS.join(" | "),
            "---|".repeat(TOOLS.len())
        );
        for name in programs
            .iter()
            .filter(|(_, program)| program.finds.is_some() == is_wrong)
            .map(|(name, _)| name)
        {
            let cells: Vec<String> = TOOLS
                .iter()
                .filter_map(|tool| table.get(&(name.clone(), tool)))
                .map(show)
                .collect();
            let _ = writeln!(text, "| {name} | {} |", cells.join(" | "));
        }
        text.push('\n');
    }
    text.push_str("### Why they differ\n\n");
    for difference in &explanations.difference {
        let _ = writeln!(
            text,
            "- {}, {}: {} ({})",
            difference.tools.join(" and "),
            difference.verdict,
            difference.because,
            difference.programs.join(", ")
        );
    }
    text
}

fn show(cell: &Cell) -> String {
    match cell {
        Cell::Found(0) => "found".to_owned(),
        Cell::Found(execution) => format!("#{execution}"),
        Cell::Accepted => "ok".to_owned(),
        Cell::Missed(_) => "missed".to_owned(),
        Cell::FalseAlarm(_) => "**false alarm**".to_owned(),
        Cell::NoBuild(_) => "no build".to_owned(),
        Cell::NoAnswer => "no answer".to_owned(),
    }
}

fn totals(programs: &Programs, table: &Table) -> Vec<String> {
    let count = |tool: &str, wrong: bool, wanted: &dyn Fn(&Cell) -> bool| {
        table
            .iter()
            .filter(|((name, of), cell)| {
                *of == tool && programs[name].finds.is_some() == wrong && wanted(cell)
            })
            .count()
    };
    TOOLS
        .iter()
        .map(|tool| {
            let mut found: Vec<usize> = table
                .iter()
                .filter_map(|((_, of), cell)| match cell {
                    Cell::Found(execution) if of == tool => Some(*execution),
                    _ => None,
                })
                .collect();
            format!(
                "{tool}: found {} of {} wrong programs (median execution {}, {} not built), accepted {} of {} right ones ({} false alarms, {} not built).",
                found.len(),
                count(tool, true, &|_| true),
                readme::median(&mut found).unwrap_or_default(),
                count(tool, true, &|cell| matches!(cell, Cell::NoBuild(_))),
                count(tool, false, &|cell| *cell == Cell::Accepted),
                count(tool, false, &|_| true),
                count(tool, false, &|cell| matches!(cell, Cell::FalseAlarm(_))),
                count(tool, false, &|cell| matches!(cell, Cell::NoBuild(_))),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(cell: Cell, tool: &'static str, explanations: &str) -> usize {
        let table = Table::from([(("program".to_owned(), tool), cell)]);
        compare(&table, &toml::from_str(explanations).expect("valid")).len()
    }

    const MISSED: &str = r#"
        [[difference]]
        tools = ["loom"]
        verdict = "missed"
        because = "a reason"
        programs = ["program"]
    "#;

    #[test]
    fn each_difference_needs_exactly_one_explanation() {
        assert_eq!(problems(Cell::Missed(7), "loom", MISSED), 0);
        assert_eq!(problems(Cell::Missed(7), "loom", ""), 1);
        assert_eq!(problems(Cell::Missed(7), "loom", &MISSED.repeat(2)), 1);
        assert_eq!(problems(Cell::Missed(7), "ours", ""), 1);
    }

    #[test]
    fn explanations_of_nothing_are_reported() {
        assert_eq!(problems(Cell::Found(7), "loom", MISSED), 1);
        assert_eq!(problems(Cell::NoAnswer, "loom", MISSED), 2);
        assert_eq!(problems(Cell::Missed(7), "stress", ""), 0);
    }
}
