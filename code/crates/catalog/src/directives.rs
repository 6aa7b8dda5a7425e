//! Reads the header of a program: its purpose (`//!`) and its directives (`//@`, in Python `#@`).

mod figures;

use std::path::Path;

use crate::program::{Explore, FailureKind, OutputRule, Promise, Refusal};
use crate::{CatalogError, nearest};

/// The header of a file, not yet understood.
#[derive(Debug)]
pub(crate) struct Header<'a> {
    path: &'a Path,
    purpose: String,
    directives: Vec<Directive<'a>>,
}

#[derive(Debug)]
struct Directive<'a> {
    line: usize,
    name: &'a str,
    value: &'a str,
}

/// The language decides the comment marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    Rust,
    Python,
}

const RUN: [&str; 6] = ["output", "because", "exit", "hangs", "args", "timeline"];
const EXPLORE: [&str; 3] = ["explore", "graph", "litmus"];
const REFUSE: [&str; 3] = ["rejects", "warns", "clippy"];

impl<'a> Header<'a> {
    /// Splits the header off; `path` is for messages.
    pub(crate) fn read(
        path: &'a Path,
        text: &'a str,
        language: Language,
    ) -> Result<Self, CatalogError> {
        let mark = if language == Language::Rust {
            "//@"
        } else {
            "#@"
        };
        let comment = if language == Language::Rust {
            "//"
        } else {
            "#"
        };
        let mut header = Header {
            path,
            purpose: String::new(),
            directives: Vec::new(),
        };
        let mut purpose_ended = false;
        let mut in_header = true;
        for (index, line) in text.lines().enumerate() {
            let line = line.trim();
            if let Some(directive) = line.strip_prefix(mark) {
                if !in_header {
                    return header.wrong(
                        index + 1,
                        "a directive stands below code; move it to the top of the file",
                    );
                }
                let (name, value) = directive.split_once(':').unwrap_or((directive, ""));
                header.directives.push(Directive {
                    line: index + 1,
                    name: name.trim(),
                    value: value.trim(),
                });
            } else if let Some(words) = line.strip_prefix("//!").filter(|_| in_header) {
                let words = words.trim();
                purpose_ended |= words.is_empty() && !header.purpose.is_empty();
                if !purpose_ended {
                    header
                        .purpose
                        .push_str(if header.purpose.is_empty() { "" } else { " " });
                    header.purpose.push_str(words);
                }
            } else if !(line.is_empty() || line.starts_with(comment)) {
                in_header = false;
            }
        }
        header.purpose = first_sentence(&header.purpose).to_owned();
        Ok(header)
    }

    /// The first sentence of the `//!` lines.
    pub(crate) fn purpose(&self) -> Result<String, CatalogError> {
        if self.purpose.is_empty() {
            return self.wrong(
                1,
                "the file does not say what it is for; begin it with a `//!` sentence",
            );
        }
        Ok(self.purpose.clone())
    }

    /// How a listing runs, and what the explorer says about it.
    pub(crate) fn listing(&self) -> Result<(Promise, Option<Explore>), CatalogError> {
        self.only(&[&RUN[..], &EXPLORE[..]].concat())?;
        let promise = self.read_promise()?;
        let explore = self
            .get("explore")
            .map(|found| self.explore(found, &promise))
            .transpose()?;
        Ok((promise, explore))
    }

    /// How a Python program runs.
    pub(crate) fn recap(&self) -> Result<Promise, CatalogError> {
        self.only(&RUN)?;
        let promise = self.read_promise()?;
        match self.get("timeline") {
            Some(found) if promise.output != OutputRule::Pattern => self.wrong(
                found.line,
                "the `timeline` of a Python program is drawn from the log it prints, which goes with `output: pattern`; add that",
            ),
            _ => Ok(promise),
        }
    }

    /// Who refuses a rejected program.
    pub(crate) fn refusal(&self) -> Result<Refusal, CatalogError> {
        self.only(&REFUSE)?;
        let [directive] = self.directives.as_slice() else {
            return self.wrong(
                1,
                "a rejected program has exactly one directive: `//@ rejects: E….`, `//@ warns: lint` or `//@ clippy: lint`",
            );
        };
        let mut names: Vec<String> = directive
            .value
            .split(',')
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        names.sort();
        names.dedup();
        if names.is_empty() {
            return self.wrong(
                directive.line,
                &format!("`{}` names nothing; name what is said", directive.name),
            );
        }
        if directive.name != "rejects" {
            return Ok(match directive.name {
                "warns" => Refusal::Warnings(names),
                _ => Refusal::Clippy(names),
            });
        }
        match names
            .iter()
            .find(|name| !is_error_code(name) && !is_lint(name))
        {
            Some(name) => self.wrong(
                directive.line,
                &format!(
                    "`{name}` is no error code; write codes like E0373, the name of a lint that is an error by default, or `uncoded`"
                ),
            ),
            None => Ok(Refusal::Codes(names)),
        }
    }

    fn read_promise(&self) -> Result<Promise, CatalogError> {
        let output = match self.get("output") {
            None => OutputRule::Exact,
            Some(found) => match found.value {
                "any-order" => OutputRule::AnyOrder,
                "one-of" => OutputRule::OneOf,
                "pattern" => OutputRule::Pattern,
                "explored" if self.get("graph").is_some() => OutputRule::Explored,
                "explored" => {
                    return self.wrong(
                        found.line,
                        "`output: explored` goes with `graph`, which records every ending; add that",
                    );
                }
                other => {
                    return self.wrong(
                        found.line,
                        &format!("`{other}` is no rule for output; choose any-order, one-of, pattern or explored, or leave the line out"),
                    );
                }
            },
        };
        let because = self.get("because");
        match (output, because) {
            (OutputRule::Exact, Some(found)) => {
                return self.wrong(
                    found.line,
                    "`because` explains an `output` directive, and there is none; remove it",
                );
            }
            (OutputRule::Exact, None) => {}
            (_, Some(found)) if !found.value.is_empty() => {}
            _ => {
                let line = self.get("output").map_or(1, |found| found.line);
                return self.wrong(
                    line,
                    "say why nothing stronger holds: add `because: …` below",
                );
            }
        }
        let exit = match self.get("exit") {
            None => 0,
            Some(found) => match found.value.parse() {
                Ok(status @ 1..=255) => status,
                _ => {
                    return self.wrong(
                        found.line,
                        "`exit` takes a status from 1 to 255; 0 needs no directive",
                    );
                }
            },
        };
        let hangs = self.get("hangs");
        if let (Some(found), Some(_)) = (hangs, self.get("exit")) {
            return self.wrong(
                found.line,
                "what hangs has no exit status; remove `hangs` or `exit`",
            );
        }
        if let Some(found) = hangs.filter(|found| !found.value.is_empty()) {
            return self.wrong(found.line, "`hangs` takes no value; remove what follows it");
        }
        Ok(Promise {
            output,
            because: because.map(|found| found.value.to_owned()),
            exit,
            hangs: hangs.is_some(),
            args: self.get("args").map_or_else(Vec::new, |found| {
                found.value.split_whitespace().map(str::to_owned).collect()
            }),
        })
    }

    fn explore(&self, found: &Directive<'_>, promise: &Promise) -> Result<Explore, CatalogError> {
        let words: Vec<&str> = found.value.split_whitespace().collect();
        match words.as_slice() {
            ["holds"] => Ok(Explore::Nothing),
            ["outcomes"] if promise.output == OutputRule::OneOf => Ok(Explore::Outcomes),
            ["outcomes"] => self.wrong(found.line, "`explore: outcomes` goes with `output: one-of`; add that"),
            ["fails", kind] => match failure_kind(kind) {
                Some(kind) => Ok(Explore::Failure(kind)),
                None => self.wrong(
                    found.line,
                    &format!("`{kind}` is no kind of failure; choose deadlock, panic, data-race, livelock or leak"),
                ),
            },
            ["no,", "because", _, ..] => {
                let reason = found.value.split_once("because").map_or("", |(_, reason)| reason.trim());
                Ok(Explore::Outside(reason.to_owned()))
            }
            _ => self.wrong(
                found.line,
                "`explore` is followed by `holds`, `fails <kind>`, `outcomes` or `no, because …`",
            ),
        }
    }

    fn get(&self, name: &str) -> Option<&Directive<'a>> {
        self.directives
            .iter()
            .find(|directive| directive.name == name)
    }

    /// Refuses unknown and repeated directives.
    fn only(&self, known: &[&'static str]) -> Result<(), CatalogError> {
        for (index, found) in self.directives.iter().enumerate() {
            if !known.contains(&found.name) {
                let hint = match nearest(found.name, known.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("here can stand: {}", known.join(", ")),
                };
                return self.wrong(
                    found.line,
                    &format!("`{}` is no directive for this file; {hint}", found.name),
                );
            }
            if self.directives[..index]
                .iter()
                .any(|earlier| earlier.name == found.name)
            {
                return self.wrong(
                    found.line,
                    &format!("`{}` stands here twice; keep one", found.name),
                );
            }
        }
        Ok(())
    }

    fn wrong<T>(&self, line: usize, problem: &str) -> Result<T, CatalogError> {
        Err(CatalogError::Directive {
            path: self.path.to_path_buf(),
            line,
            problem: problem.to_owned(),
        })
    }
}

fn failure_kind(word: &str) -> Option<FailureKind> {
    Some(match word {
        "deadlock" => FailureKind::Deadlock,
        "panic" => FailureKind::Panic,
        "data-race" => FailureKind::DataRace,
        "livelock" => FailureKind::Livelock,
        "leak" => FailureKind::Leak,
        _ => return None,
    })
}

fn is_error_code(name: &str) -> bool {
    name.strip_prefix('E')
        .is_some_and(|digits| digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// The name of a lint, or `uncoded`.
fn is_lint(name: &str) -> bool {
    name.bytes()
        .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn first_sentence(text: &str) -> &str {
    text.find(". ").map_or(text, |end| &text[..=end])
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Header, Language};
    use crate::program::{Explore, FailureKind, OutputRule, Refusal};

    fn header(text: &str) -> Header<'_> {
        Header::read(Path::new("a.rs"), text, Language::Rust).unwrap()
    }

    #[test]
    fn a_full_header_is_understood() {
        let text = "//! Loses an update,\n//! most days. More about it.\n//!\n//! Much more.\n//@ output: one-of\n//@ because: the threads race\n//@ args: a b\n//@ explore: fails data-race\n\nfn main() {}\n";
        let header = header(text);
        assert_eq!(header.purpose().unwrap(), "Loses an update, most days.");
        let (promise, explore) = header.listing().unwrap();
        assert_eq!(promise.output, OutputRule::OneOf);
        assert_eq!(promise.because.as_deref(), Some("the threads race"));
        assert_eq!(promise.args, ["a", "b"]);
        assert_eq!(explore, Some(Explore::Failure(FailureKind::DataRace)));
    }

    #[test]
    fn a_bare_header_promises_an_exact_output() {
        let (promise, explore) = header("//! Says hello.\nfn main() {}\n").listing().unwrap();
        assert_eq!(
            (promise.output, promise.exit, promise.hangs),
            (OutputRule::Exact, 0, false)
        );
        assert_eq!(explore, None);
    }

    #[test]
    fn sets_of_codes_are_sorted() {
        let refusal = header("//@ rejects: E0505, E0373\n").refusal().unwrap();
        assert_eq!(
            refusal,
            Refusal::Codes(vec!["E0373".to_owned(), "E0505".to_owned()])
        );
    }

    #[test]
    fn what_is_wrong_is_said_with_its_line() {
        for (text, message) in [
            (
                "//@ outptu: one-of\n",
                "a.rs:1: `outptu` is no directive for this file; did you mean `output`?",
            ),
            (
                "//@ output: sorted\n",
                "a.rs:1: `sorted` is no rule for output; choose any-order, one-of, pattern or explored, or leave the line out",
            ),
            (
                "//@ output: one-of\n",
                "a.rs:1: say why nothing stronger holds: add `because: …` below",
            ),
            (
                "//@ because: why\n",
                "a.rs:1: `because` explains an `output` directive, and there is none; remove it",
            ),
            (
                "//! A.\n//@ exit: 0\n",
                "a.rs:2: `exit` takes a status from 1 to 255; 0 needs no directive",
            ),
            (
                "//@ hangs\n//@ exit: 1\n",
                "a.rs:1: what hangs has no exit status; remove `hangs` or `exit`",
            ),
            (
                "//@ explore: outcomes\n",
                "a.rs:1: `explore: outcomes` goes with `output: one-of`; add that",
            ),
            (
                "//@ explore: no\n",
                "a.rs:1: `explore` is followed by `holds`, `fails <kind>`, `outcomes` or `no, because …`",
            ),
            (
                "//@ explore: fails often\n",
                "a.rs:1: `often` is no kind of failure; choose deadlock, panic, data-race, livelock or leak",
            ),
            (
                "//@ hangs\n//@ hangs\n",
                "a.rs:2: `hangs` stands here twice; keep one",
            ),
        ] {
            assert_eq!(header(text).listing().unwrap_err().to_string(), message);
        }
        let below = Header::read(
            Path::new("a.rs"),
            "fn main() {}\n//@ hangs\n",
            Language::Rust,
        )
        .unwrap_err();
        assert_eq!(
            below.to_string(),
            "a.rs:2: a directive stands below code; move it to the top of the file"
        );
    }

    #[test]
    fn a_refusal_needs_exactly_one_directive() {
        for text in [
            "fn main() {}\n",
            "//@ rejects: E0382\n//@ warns: dead_code\n",
        ] {
            assert!(
                header(text)
                    .refusal()
                    .unwrap_err()
                    .to_string()
                    .contains("exactly one directive")
            );
        }
        assert!(
            header("//@ rejects: 0382\n")
                .refusal()
                .unwrap_err()
                .to_string()
                .contains("is no error code")
        );
    }
}
