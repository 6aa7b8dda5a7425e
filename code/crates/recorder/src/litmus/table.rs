//! The table as JSON for the page, and as text.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::orderings;

/// What a machine showed, for every choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) rounds: u32,
    pub(super) machine: String,
    /// Outcomes with how often they came.
    pub(super) counted: Vec<Vec<(String, u32)>>,
}

/// The recorded file.
#[derive(Debug, Serialize, Deserialize)]
struct Recorded {
    schema: u32,
    /// A fingerprint of the program that was counted.
    program: String,
    operations: Vec<String>,
    /// For each operation, what can be chosen; the last one changes first in the rows.
    orderings: Vec<Vec<String>>,
    outcomes: Vec<String>,
    rounds: u32,
    machine: String,
    /// For each choice and outcome: how often it was counted, or -1 where the model does not allow it.
    rows: Vec<Vec<i64>>,
}

impl Counts {
    /// The counts of a recorded table, when this is the program that was counted.
    pub(super) fn read(text: &str, source: &str) -> Option<Self> {
        let recorded: Recorded = serde_json::from_str(text).ok()?;
        let outcomes = recorded.outcomes;
        let counted = |row: Vec<i64>| {
            let seen = outcomes.iter().cloned().zip(row);
            let positive = |(outcome, count)| {
                let count = u32::try_from(count).ok().filter(|count| *count > 0)?;
                Some((outcome, count))
            };
            seen.filter_map(positive).collect()
        };
        (recorded.program == fingerprint(source)).then(|| Counts {
            rounds: recorded.rounds,
            machine: recorded.machine,
            counted: recorded.rows.into_iter().map(counted).collect(),
        })
    }
}

/// What is known of a program, choice by choice.
pub(super) struct Table<'a> {
    pub(super) operations: &'a [String],
    pub(super) choices: &'a [Vec<String>],
    pub(super) allowed: &'a [Vec<String>],
    pub(super) counts: &'a Counts,
}

impl Table<'_> {
    /// Something that was seen and is not allowed.
    pub(super) fn contradiction(&self) -> Option<(&Vec<String>, &str)> {
        let mut rows = self
            .choices
            .iter()
            .zip(self.allowed)
            .zip(&self.counts.counted);
        rows.find_map(|((choice, allowed), counted)| {
            let mut seen = counted.iter().map(|(outcome, _)| outcome);
            let impossible = seen.find(|outcome| !allowed.contains(outcome))?;
            Some((choice, impossible.as_str()))
        })
    }

    /// For the element on the page.
    pub(super) fn json(&self, source: &str) -> String {
        let choices = |operation: &String| orderings(operation).map(str::to_owned).to_vec();
        let recorded = Recorded {
            schema: 1,
            program: fingerprint(source),
            operations: self.operations.to_vec(),
            orderings: self.operations.iter().map(choices).collect(),
            outcomes: self.outcomes(),
            rounds: self.counts.rounds,
            machine: self.counts.machine.clone(),
            rows: self.rows(),
        };
        serde_json::to_string(&recorded).expect("a table is plain data") + "\n"
    }

    /// Every choice on a line.
    pub(super) fn text(&self) -> String {
        let outcomes = self.outcomes();
        let mut out = String::new();
        for (index, outcome) in outcomes.iter().enumerate() {
            let _ = writeln!(out, "({}) {outcome}", index + 1);
        }
        out.push('\n');
        let mut lines = vec![self.operations.to_vec()];
        lines[0].extend((1..=outcomes.len()).map(|number| format!("({number})")));
        for (choice, row) in self.choices.iter().zip(self.rows()) {
            let cell = |count: i64| match count {
                -1 => "never".to_owned(),
                0 => "not seen".to_owned(),
                count => count.to_string(),
            };
            let mut line = choice.clone();
            line.extend(row.into_iter().map(cell));
            lines.push(line);
        }
        for line in &lines {
            let cells = line.iter().enumerate().map(|(place, cell)| {
                let width = lines.iter().map(|line| line[place].len()).max();
                format!("{cell:<width$}", width = width.unwrap_or(0))
            });
            out.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
            out.push('\n');
        }
        let _ = writeln!(
            out,
            "\nA number: allowed, and seen so often in {}.\n\
             not seen: allowed, and not among them. never: no schedule of the explorer has it.",
            self.machine().trim_end()
        );
        out
    }

    /// How much was counted, where and when: for the caption.
    pub(super) fn machine(&self) -> String {
        let Counts {
            rounds, machine, ..
        } = self.counts;
        format!("{rounds} rounds on {machine}\n")
    }

    fn outcomes(&self) -> Vec<String> {
        let all: BTreeSet<&String> = self.allowed.iter().flatten().collect();
        all.into_iter().cloned().collect()
    }

    fn rows(&self) -> Vec<Vec<i64>> {
        let outcomes = self.outcomes();
        let row = |(allowed, counted): (&Vec<String>, &Vec<(String, u32)>)| {
            let cell = |outcome: &String| {
                let found = counted.iter().find(|(seen, _)| seen == outcome);
                match found {
                    Some((_, count)) => i64::from(*count),
                    None if allowed.contains(outcome) => 0,
                    None => -1,
                }
            };
            outcomes.iter().map(cell).collect()
        };
        let rows = self.allowed.iter().zip(&self.counts.counted);
        rows.map(row).collect()
    }
}

/// FNV-1a, which is the same on every machine.
fn fingerprint(text: &str) -> String {
    let step = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325, step);
    format!("{hash:016x}")
}

#[cfg(test)]
mod tests {
    use super::{Counts, Table};

    fn strings(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    /// Two choices; the second has been counted as `second` says.
    fn table(second: &str, check: impl FnOnce(&Table<'_>, &Counts)) {
        let counts = Counts {
            rounds: 9,
            machine: "a machine".to_owned(),
            counted: vec![vec![("new".to_owned(), 9)], vec![(second.to_owned(), 9)]],
        };
        let table = Table {
            operations: &strings(&["A store"]),
            choices: &[strings(&["Relaxed"]), strings(&["SeqCst"])],
            allowed: &[strings(&["new", "old"]), strings(&["new"])],
            counts: &counts,
        };
        check(&table, &counts);
    }

    #[test]
    fn counts_outlive_the_file_and_only_for_the_same_program() {
        table("new", |table, counts| {
            let json = table.json("fn main() {}");
            assert_eq!(Counts::read(&json, "fn main() {}").as_ref(), Some(counts));
            assert_eq!(Counts::read(&json, "fn main() { }"), None);
        });
    }

    #[test]
    fn text_tells_never_from_not_seen() {
        table("new", |table, _| {
            let text = table.text();
            assert!(
                text.contains("Relaxed  9    not seen\nSeqCst   9    never\n"),
                "{text}"
            );
            assert_eq!(table.contradiction(), None);
        });
    }

    #[test]
    fn what_was_seen_has_to_be_allowed() {
        table("old", |table, _| {
            let (choice, outcome) = table.contradiction().unwrap();
            assert_eq!((choice[0].as_str(), outcome), ("SeqCst", "old"));
        });
    }
}
