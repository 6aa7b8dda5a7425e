//! Holds one run against the recorded output, under the rule that the program declares.

use std::collections::BTreeSet;

use catalog::OutputRule;
use regex::Regex;

use crate::diff::diff;

/// The line between two possible outputs in a file of `output: one-of`.
const SEPARATOR: &str = "or";

/// Why a run does not keep the promise: a sentence, and the difference in lines.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Mismatch {
    pub(crate) summary: String,
    pub(crate) diff: String,
}

/// `None` when `now` is what the recorded text allows; `pattern` is there with [`OutputRule::Pattern`].
pub(crate) fn mismatch(
    rule: OutputRule,
    recorded: &str,
    now: &str,
    pattern: Option<&Regex>,
) -> Option<Mismatch> {
    let differs = |summary: &str, diff| {
        Some(Mismatch {
            summary: summary.to_owned(),
            diff,
        })
    };
    match rule {
        OutputRule::Exact if recorded == now => None,
        OutputRule::Exact => differs("prints something else", diff(recorded, now)),
        OutputRule::AnyOrder => {
            let (recorded, now) = (sorted(recorded), sorted(now));
            if recorded == now {
                return None;
            }
            differs(
                "prints other lines, in whatever order",
                diff(&recorded, &now),
            )
        }
        OutputRule::OneOf => {
            let possible = possible(recorded);
            if possible.contains(now) {
                return None;
            }
            differs(
                "prints what is not among the possible outputs",
                diff("", now),
            )
        }
        OutputRule::Explored => None,
        OutputRule::Pattern => {
            let whole = |text: &str| pattern.is_some_and(|pattern| matches(pattern, text));
            if !whole(now) {
                return differs("prints what its pattern does not match", diff("", now));
            }
            if !whole(recorded) {
                return differs(
                    "its recorded output is not matched by its pattern",
                    diff(recorded, now),
                );
            }
            None
        }
    }
}

/// Whether a `.pattern` file allows this output; the last line break may stand in the pattern or not.
pub(crate) fn matches(pattern: &Regex, output: &str) -> bool {
    pattern.is_match(output) || pattern.is_match(output.trim_end_matches('\n'))
}

/// The text to record, given what is recorded already and several runs.
pub(crate) fn text_to_record(rule: OutputRule, recorded: Option<&str>, runs: &[String]) -> String {
    let first = runs.first().cloned().unwrap_or_default();
    match (rule, recorded) {
        (OutputRule::OneOf, recorded) => {
            let mut all = recorded.map(possible).unwrap_or_default();
            all.extend(runs.iter().cloned());
            join_possible(&all)
        }
        _ => first,
    }
}

/// The outputs in a file of `output: one-of`.
pub(crate) fn possible(recorded: &str) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let mut one = String::new();
    for line in recorded.split_inclusive('\n') {
        if line.trim_end() == SEPARATOR {
            all.insert(std::mem::take(&mut one));
        } else {
            one.push_str(line);
        }
    }
    all.insert(one);
    all
}

/// The file of `output: one-of` with these outputs.
pub(crate) fn join_possible(all: &BTreeSet<String>) -> String {
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    all.join(&format!("{SEPARATOR}\n"))
}

/// The expression of a `.pattern` file; it has to match the whole output.
pub(crate) fn whole_pattern(text: &str) -> Result<Regex, regex::Error> {
    Regex::new(&format!(r"\A(?:{})\z", text.trim_end_matches('\n')))
}

fn sorted(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    lines.sort_unstable();
    lines.iter().map(|line| format!("{line}\n")).collect()
}

#[cfg(test)]
mod tests {
    use catalog::OutputRule;

    use super::{mismatch, text_to_record, whole_pattern};

    fn holds(rule: OutputRule, recorded: &str, now: &str) -> bool {
        mismatch(rule, recorded, now, None).is_none()
    }

    #[test]
    fn each_rule_accepts_what_it_says_and_no_more() {
        assert!(holds(OutputRule::Exact, "a\nb\n", "a\nb\n"));
        assert!(!holds(OutputRule::Exact, "a\nb\n", "b\na\n"));
        assert!(!holds(OutputRule::Exact, "a\n", "a"));
        assert!(holds(OutputRule::AnyOrder, "a\nb\n", "b\na\n"));
        assert!(!holds(OutputRule::AnyOrder, "a\nb\n", "b\nb\n"));
        assert!(!holds(OutputRule::AnyOrder, "a\nb\n", "b\n"));
        assert!(holds(OutputRule::OneOf, "a\nor\nb\n", "b\n"));
        assert!(!holds(OutputRule::OneOf, "a\nor\nb\n", "a\nb\n"));
        assert!(!holds(OutputRule::OneOf, "a\nor\nb\n", ""));
    }

    #[test]
    fn a_pattern_matches_the_whole_of_both() {
        let pattern = whole_pattern("1|2\n").unwrap();
        let holds =
            |recorded, now| mismatch(OutputRule::Pattern, recorded, now, Some(&pattern)).is_none();
        assert!(holds("1\n", "2\n"));
        assert!(!holds("1\n", "12\n"));
        assert!(!holds("3\n", "2\n"));
        let pattern = whole_pattern("^1\\n$\n").unwrap();
        assert!(mismatch(OutputRule::Pattern, "1\n", "1\n", Some(&pattern)).is_none());
        assert!(mismatch(OutputRule::Pattern, "1\n", "1\n", None).is_some());
    }

    #[test]
    fn a_set_of_outputs_only_grows_and_is_sorted() {
        let runs = ["b\n".to_owned(), "c\n".to_owned(), "b\n".to_owned()];
        assert_eq!(
            text_to_record(OutputRule::OneOf, Some("a\n"), &runs),
            "a\nor\nb\nor\nc\n"
        );
        assert_eq!(text_to_record(OutputRule::OneOf, None, &runs), "b\nor\nc\n");
        assert_eq!(text_to_record(OutputRule::Exact, Some("a\n"), &runs), "b\n");
    }
}
