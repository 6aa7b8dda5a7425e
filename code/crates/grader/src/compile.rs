//! Calls rustc, and reads what it says.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use crate::GradeError;
use crate::document::Diagnostic;
use crate::launch::{Ended, Launcher};
use crate::toolkit::{Crates, Toolkit};

/// One source file to compile.
pub(crate) struct Unit<'a> {
    /// As the compiler is to see it, relative to the launcher's folder or absolute.
    pub(crate) source: &'a Path,
    /// Crate name.
    pub(crate) name: &'a str,
    pub(crate) product: Product,
    /// The crates it may use, by name.
    pub(crate) crates: &'a Crates,
    /// Which of them.
    pub(crate) uses: &'a [String],
    /// The compiled answer, for what is linked with it.
    pub(crate) answer: Option<&'a Path>,
    /// Where the product goes.
    pub(crate) output: &'a Path,
    /// Further arguments.
    pub(crate) extra: &'a [&'a str],
    /// A folder that stays, where the compiler finds what it need not do again.
    pub(crate) kept: Option<&'a Path>,
}

/// What comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Product {
    /// Only the types: for a check of a library.
    LibraryMetadata,
    /// Only the types: for a check of a program.
    ProgramMetadata,
    /// A library.
    Library,
    /// A program.
    Program,
}

/// What the compiler said.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub(crate) succeeded: bool,
    /// Errors and warnings in the compiler's order.
    pub(crate) messages: Vec<Message>,
    /// Why there is no product although the compiler found no error, in words.
    pub(crate) broke_off: Option<String>,
}

/// One message of the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) level: String,
    pub(crate) diagnostic: Diagnostic,
    /// Every line of the file compiled that the message points at first.
    pub(crate) lines: Vec<u32>,
}

impl Compiled {
    pub(crate) fn errors(&self) -> impl Iterator<Item = &Message> {
        self.messages
            .iter()
            .filter(|message| message.level == "error")
    }

    /// What says that compiled crates do not fit together, which is never about the source.
    pub(crate) fn link_error(&self) -> Option<&str> {
        let is_of_the_linker =
            |error: &&Diagnostic| error.code.is_none() && error.message.starts_with("linking with");
        // The answer's library was compiled a moment ago: a crate below it was built anew meanwhile.
        let is_of_the_answer = |error: &&Diagnostic| {
            matches!(error.code.as_deref(), Some("E0460" | "E0463"))
                && error.message.contains("`answer`")
        };
        self.errors()
            .map(|error| &error.diagnostic)
            .find(|error| is_of_the_linker(error) || is_of_the_answer(error))
            .map(|error| error.rendered.as_str())
    }
}

pub(crate) fn compile(
    toolkit: &Toolkit,
    launcher: &Launcher<'_>,
    unit: &Unit<'_>,
) -> Result<Compiled, GradeError> {
    let ended = launcher.compile(&toolkit.rustc, arguments(unit))?;
    Ok(read(&ended, unit.source))
}

fn arguments(unit: &Unit<'_>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> = Vec::new();
    let mut add = |text: &str| arguments.push(text.into());
    add("--edition=2024");
    add("--error-format=json");
    add("--crate-name");
    add(unit.name);
    let (kind, emit) = match unit.product {
        Product::LibraryMetadata => ("lib", "metadata"),
        Product::ProgramMetadata => ("bin", "metadata"),
        Product::Library => ("rlib", "link"),
        Product::Program => ("bin", "link"),
    };
    add(&format!("--crate-type={kind}"));
    add(&format!("--emit={emit}"));
    for flag in ["-Cdebuginfo=0", "-Cstrip=debuginfo", "-Copt-level=0"] {
        add(flag);
    }
    for flag in unit.extra {
        add(flag);
    }
    match unit.kept {
        None => add("-Ccodegen-units=4"),
        Some(folder) => {
            // The smaller the units, the more of them are as they were.
            add("-Ccodegen-units=16");
            arguments.push(concatenate("-Cincremental=", folder));
        }
    }
    let mut pair = |option: &str, value: OsString| {
        arguments.push(option.into());
        arguments.push(value);
    };
    pair("-o", unit.output.into());
    pair("-L", concatenate("dependency=", &unit.crates.dependencies));
    for name in unit.uses {
        if let Some(path) = unit.crates.externs.get(name) {
            pair("--extern", concatenate(&format!("{name}="), path));
        }
    }
    if let Some(answer) = unit.answer {
        pair("--extern", concatenate("answer=", answer));
    }
    arguments.push(unit.source.into());
    arguments
}

fn concatenate(prefix: &str, path: &Path) -> OsString {
    let mut text = OsString::from(prefix);
    text.push(path);
    text
}

/// The names of the crates that an answer sees, as the compiler is given them.
pub(crate) fn extern_names(crates: &[String]) -> Vec<String> {
    crates.iter().map(|name| name.replace('-', "_")).collect()
}

/// The layout of rustc's messages, as far as it matters here.
#[derive(Deserialize)]
struct Raw {
    level: String,
    message: String,
    rendered: Option<String>,
    code: Option<RawCode>,
    #[serde(default)]
    spans: Vec<RawSpan>,
}

#[derive(Deserialize)]
struct RawCode {
    code: String,
}

#[derive(Deserialize)]
struct RawSpan {
    file_name: PathBuf,
    line_start: u32,
    is_primary: bool,
}

fn read(ended: &Ended, source: &Path) -> Compiled {
    let text = String::from_utf8_lossy(&ended.stderr);
    let mut messages = Vec::new();
    let mut other = String::new();
    for line in text.lines() {
        match serde_json::from_str::<Raw>(line) {
            Ok(raw) => messages.extend(message(raw, source)),
            Err(_) => {
                other.push_str(line);
                other.push('\n');
            }
        }
    }
    let succeeded = ended.succeeded();
    let silent = !succeeded && !messages.iter().any(|message| message.level == "error");
    Compiled {
        succeeded,
        messages,
        broke_off: silent.then(|| broke_off(ended, &other)),
    }
}

fn broke_off(ended: &Ended, other: &str) -> String {
    use runner::Ending;
    match ended.ending {
        Ending::TimedOut => "the compiler did not come to an end within its time limit".to_owned(),
        Ending::TooMuchOutput => "the compiler printed more than the limit".to_owned(),
        Ending::Signaled(signal) => {
            format!("the compiler was ended by signal {signal}; its memory and time are limited")
        }
        Ending::Exited(_) | Ending::Cancelled => {
            format!("the compiler broke off: {}", other.trim())
        }
    }
}

/// `None` for the summary lines "aborting due to …" and "for more information …".
fn message(raw: Raw, source: &Path) -> Option<Message> {
    let summary = raw.spans.is_empty()
        && raw.code.is_none()
        && (raw.level == "failure-note"
            || raw.message.starts_with("aborting due to")
            || raw.message.ends_with("emitted"));
    if summary || !["error", "warning"].contains(&raw.level.split(':').next().unwrap_or_default()) {
        return None;
    }
    let lines: Vec<u32> = raw
        .spans
        .iter()
        .filter(|span| span.is_primary && span.file_name == source)
        .map(|span| span.line_start)
        .collect();
    Some(Message {
        level: raw.level.split(':').next().unwrap_or_default().to_owned(),
        diagnostic: Diagnostic {
            line: lines.first().copied(),
            code: raw.code.map(|code| code.code),
            rendered: raw.rendered.unwrap_or_else(|| raw.message.clone()),
            message: raw.message,
        },
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn link_error(code: Option<&str>, message: &str) -> Option<String> {
        let error = Message {
            level: "error".to_owned(),
            diagnostic: Diagnostic {
                line: None,
                code: code.map(str::to_owned),
                message: message.to_owned(),
                rendered: message.to_owned(),
            },
            lines: Vec::new(),
        };
        let compiled = Compiled {
            succeeded: false,
            messages: vec![error],
            broke_off: None,
        };
        compiled.link_error().map(str::to_owned)
    }

    #[test]
    fn crates_that_do_not_fit_together_are_no_fault_of_an_answer() {
        let gone = "can't find crate for `answer`";
        assert_eq!(link_error(Some("E0463"), gone).as_deref(), Some(gone));
        let newer = "found possibly newer version of crate `std` which `answer` depends on";
        assert_eq!(link_error(Some("E0460"), newer).as_deref(), Some(newer));
        let foreign = "can't find crate for `rayon`";
        assert_eq!(link_error(Some("E0463"), foreign), None);
    }
}
