//! The programs that the course uses, and the search for them.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Everything the course can make use of.
pub(super) const TOOLS: [Tool; 7] = [
    Tool {
        name: "rustc",
        commands: &[&["rustc", "--version"]],
        need: Need::Always,
        least: &[1, 95],
        recorded: Some("code/recorded/rustc.txt"),
        purpose: "every program of the book",
        remedy: "install Rust from https://rustup.rs, or run `rustup update`",
    },
    Tool {
        name: "cargo",
        commands: &[&["cargo", "--version"]],
        need: Need::Always,
        least: &[1, 95],
        recorded: None,
        purpose: "this command line",
        remedy: "install Rust from https://rustup.rs, or run `rustup update`",
    },
    Tool {
        name: "linker",
        commands: &[
            &["cc", "--version"],
            &["clang", "--version"],
            &["gcc", "--version"],
        ],
        need: Need::Always,
        least: &[],
        recorded: None,
        purpose: "every program of the book",
        remedy: "install a C compiler: the package `gcc` on Debian, `xcode-select --install` on macOS",
    },
    Tool {
        name: "clippy",
        commands: &[&["cargo", "clippy", "--version"]],
        need: Need::Purpose,
        least: &[],
        recorded: None,
        purpose: "pages on what lints catch",
        remedy: "run `rustup component add clippy`",
    },
    Tool {
        name: "Python",
        commands: &[&["python3", "--version"], &["python", "--version"]],
        need: Need::Purpose,
        least: &[3, 11],
        recorded: Some("code/recorded/python.txt"),
        purpose: "the Python recaps and comparisons of speed",
        remedy: "install Python 3.11 or newer",
    },
    Tool {
        name: "Redis",
        commands: &[&["redis-server", "--version"]],
        need: Need::Purpose,
        least: &[],
        recorded: None,
        purpose: "the task queue between processes",
        remedy: "install the package `redis-server` (`brew install redis` on macOS)",
    },
    Tool {
        name: "Chromium",
        commands: &[
            &["chromium", "--version"],
            &["chromium-browser", "--version"],
            &["google-chrome", "--version"],
            &[
                "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                "--version",
            ],
        ],
        need: Need::Purpose,
        least: &[],
        recorded: None,
        purpose: "tests that open pages in a browser",
        remedy: "install the package `chromium`, or Google Chrome",
    },
];

/// A program that the course uses.
pub(super) struct Tool {
    name: &'static str,
    /// Commands that print its version, the best first.
    commands: &'static [&'static [&'static str]],
    need: Need,
    /// The first numbers of the least version that will do.
    least: &'static [u32],
    /// The file that names the version which the book was recorded with.
    recorded: Option<&'static str>,
    purpose: &'static str,
    remedy: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Need {
    /// Nothing works without it.
    Always,
    /// Only its purpose needs it.
    Purpose,
}

/// What a search found.
pub(super) struct Finding {
    tool: &'static Tool,
    /// The version that is here.
    version: Option<Version>,
    /// The version that the book was recorded with, if that matters and is known.
    recorded: Option<Version>,
}

/// What a finding means for the course.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Verdict {
    /// It will do.
    Serves,
    /// Its purpose cannot be met.
    Limits,
    /// Nothing works.
    Blocks,
}

/// The numbers of a version, such as 1.95.0.
#[derive(Clone, PartialEq, Eq, PartialOrd, Debug)]
struct Version(Vec<u32>);

impl Tool {
    /// Asks the tool for its version.
    pub(super) fn look(&'static self, root: &Path) -> Finding {
        Finding {
            tool: self,
            version: self.commands.iter().find_map(|command| ask(command, root)),
            recorded: self
                .recorded
                .and_then(|file| fs::read_to_string(root.join(file)).ok())
                .and_then(|text| Version::first_in(&text)),
        }
    }
}

impl Finding {
    /// What it means.
    pub(super) fn verdict(&self) -> Verdict {
        let serves = self
            .version
            .as_ref()
            .is_some_and(|version| version.0.as_slice() >= self.tool.least);
        match (serves, self.tool.need) {
            (true, _) => Verdict::Serves,
            (false, Need::Purpose) => Verdict::Limits,
            (false, Need::Always) => Verdict::Blocks,
        }
    }

    /// It in words.
    pub(super) fn line(&self) -> String {
        let tool = self.tool;
        let version = self
            .version
            .as_ref()
            .map_or_else(|| "missing".to_owned(), Version::to_string);
        let (mark, words) = match self.verdict() {
            Verdict::Serves => ("+", self.remark()),
            Verdict::Limits => ("-", format!("for {}: {}", tool.purpose, tool.remedy)),
            Verdict::Blocks => ("!", format!("for {}: {}", tool.purpose, tool.remedy)),
        };
        format!("{mark} {:9} {version:14} {words}\n", tool.name)
    }

    /// What there is to say about a tool that serves.
    fn remark(&self) -> String {
        match &self.recorded {
            Some(recorded) if self.version.as_ref() != Some(recorded) => format!(
                "for {}; the book was recorded with {recorded}, so its words may differ here",
                self.tool.purpose
            ),
            _ => format!("for {}", self.tool.purpose),
        }
    }
}

impl Version {
    /// The first two or more numbers with dots between them.
    fn first_in(text: &str) -> Option<Self> {
        text.split(|letter: char| !letter.is_ascii_digit() && letter != '.')
            .find_map(|word| {
                let numbers: Vec<_> = word
                    .trim_matches('.')
                    .split('.')
                    .map(|number| number.parse().ok())
                    .collect::<Option<_>>()?;
                (numbers.len() > 1).then_some(Self(numbers))
            })
    }
}

impl std::fmt::Display for Version {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let numbers: Vec<_> = self.0.iter().map(u32::to_string).collect();
        formatter.write_str(&numbers.join("."))
    }
}

/// What a command says about its version; nothing when it cannot be started or fails.
fn ask(command: &[&str], root: &Path) -> Option<Version> {
    let (program, arguments) = command.split_first()?;
    let output = Command::new(program)
        .args(arguments)
        // The folder decides which toolchain rustup chooses.
        .current_dir(root)
        .stdin(Stdio::null())
        .output()
        .ok()?;
    if !output.status.success() {
        return None;
    }
    Version::first_in(&String::from_utf8_lossy(&output.stdout))
}

#[cfg(test)]
mod tests {
    use super::{Finding, TOOLS, Verdict, Version};

    #[test]
    fn finds_the_version_in_the_words_of_each_tool() {
        for (words, version) in [
            ("rustc 1.95.0 (59807616e 2026-04-14)", Some("1.95.0")),
            ("cc (Debian 14.2.0-19) 14.2.0", Some("14.2.0")),
            ("Redis server v=7.0.15 sha=00000000:0", Some("7.0.15")),
            (
                "Chromium 142.0.7444.59 built on Debian",
                Some("142.0.7444.59"),
            ),
            ("no version 7 here.", None),
        ] {
            let found = Version::first_in(words).map(|version| version.to_string());
            assert_eq!(found.as_deref(), version, "{words}");
        }
    }

    #[test]
    fn an_old_compiler_blocks_and_an_old_python_limits() {
        for (name, version, verdict) in [
            ("rustc", Some("1.95.0"), Verdict::Serves),
            ("rustc", Some("1.94.9"), Verdict::Blocks),
            ("rustc", None, Verdict::Blocks),
            ("Python", Some("3.11.2"), Verdict::Serves),
            ("Python", Some("3.9.18"), Verdict::Limits),
            ("Python", None, Verdict::Limits),
        ] {
            let finding = Finding {
                tool: TOOLS.iter().find(|tool| tool.name == name).unwrap(),
                version: version.and_then(Version::first_in),
                recorded: None,
            };
            assert_eq!(finding.verdict(), verdict, "{name} {version:?}");
            let tells_what_to_do = finding.line().contains(finding.tool.remedy);
            assert_eq!(tells_what_to_do, verdict != Verdict::Serves);
        }
    }
}
