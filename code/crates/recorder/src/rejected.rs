//! Work on a program that the compiler or a lint must refuse.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::Path;

use catalog::{Refusal, Rejected};

use crate::diff::diff;
use crate::executables::{Executables, dependencies_of};
use crate::normalize::normalize;
use crate::rustc::{Diagnostic, Judge};
use crate::{Difference, Mode, RecordError, Verdict, Workshop, generated, store};

/// Compiles it, holds the message against the record, rewrites the record when asked to.
pub(crate) fn work(
    workshop: &Workshop<'_>,
    rejected: &Rejected,
    mode: Mode,
) -> Result<Verdict, RecordError> {
    let root = workshop.course.root.as_path();
    let rustc = workshop
        .rustc
        .as_ref()
        .expect("a workshop with rejected programs has a compiler");
    let folder = Path::new("code/chapters").join(&rejected.topic);
    let file = rejected
        .source
        .strip_prefix(&folder)
        .unwrap_or(&rejected.source);
    let judge = match rejected.refusal {
        Refusal::Codes(_) | Refusal::Warnings(_) => Judge::Compiler,
        Refusal::Clippy(_) => Judge::Clippy,
    };
    let arguments = crates_of(root, &workshop.executables, &rejected.topic)?;
    let found = match rustc.judge(judge, &root.join(&folder), file, &arguments) {
        // Clippy is optional; without it nothing can be recorded, but everything else can be checked.
        Err(error) if judge == Judge::Clippy && mode == Mode::Check => {
            return Ok(Verdict::Skipped(error.to_string()));
        }
        found => found?,
    };
    let rendered: Vec<String> = found
        .iter()
        .map(|one| one.rendered.trim_end().to_owned())
        .collect();
    let now = normalize(
        &format!("{}\n", rendered.join("\n\n")),
        root,
        &rejected.topic,
    );

    if let Some(summary) = other_refusal(&rejected.refusal, &found) {
        return Ok(Verdict::Differs(Difference {
            file: rejected.source.clone(),
            summary,
            diff: diff("", now.trim_start()),
            needs_author: true,
        }));
    }
    let recorded_version = generated::recorded_rustc(root)?;
    let other_version = recorded_version.filter(|recorded| *recorded != rustc.version);
    if let (Some(version), Mode::Check) = (other_version, mode) {
        return other_compiler(
            root,
            rejected,
            &found,
            &format!("recorded with {version}, and this is {}", rustc.version),
        );
    }
    let summary = format!("`{}` is refused in other words", rejected.name);
    let difference = store::settle(root, &rejected.message, &now, &summary, mode)?;
    Ok(difference.map_or(Verdict::Same, Verdict::Differs))
}

/// Arguments that make the crates known to the compiler that a package of the course at `root` depends on.
///
/// # Errors
/// When the course does not build or Cargo.lock has no such package.
pub fn crates_of_package(root: &Path, package: &str) -> Result<Vec<OsString>, RecordError> {
    crates_of(root, &Executables::build(root, &[])?, package)
}

fn crates_of(
    root: &Path,
    executables: &Executables,
    package: &str,
) -> Result<Vec<OsString>, RecordError> {
    let path = Path::new("Cargo.lock");
    let lock = store::read(root, path)?.unwrap_or_default();
    let wrong = |problem| RecordError::Source {
        path: path.to_path_buf(),
        problem,
    };
    let mut arguments = Vec::new();
    // A package without dependencies has no such folder, and rustc refuses an empty path.
    if !executables.dependencies.as_os_str().is_empty() {
        let mut folder = OsString::from("dependency=");
        folder.push(&executables.dependencies);
        arguments.extend(["-L".into(), folder]);
    }
    for (name, version) in dependencies_of(&lock, package).map_err(wrong)? {
        // A dependency that no target needs is not built, and then no program can name it.
        let Some(library) = executables.library(&name, &version) else {
            continue;
        };
        let mut crate_at = OsString::from(format!("{}=", name.replace('-', "_")));
        crate_at.push(library);
        arguments.extend(["--extern".into(), crate_at]);
    }
    Ok(arguments)
}

/// Why what was said is not what the directive promises.
fn other_refusal(promised: &Refusal, found: &[Diagnostic]) -> Option<String> {
    let is_lint = |one: &&Diagnostic| {
        one.code != "uncoded" && one.code.starts_with(|first: char| first.is_lowercase())
    };
    let (words, names, found): (_, _, BTreeSet<&str>) = match promised {
        Refusal::Codes(names) => {
            let errors = found.iter().filter(|one| one.level == "error");
            (
                "rejects",
                names,
                errors.map(|one| one.code.as_str()).collect(),
            )
        }
        Refusal::Warnings(names) | Refusal::Clippy(names) => {
            if let Some(error) = found
                .iter()
                .find(|one| one.level == "error" && !is_lint(one))
            {
                return Some(format!(
                    "does not compile (line {}: {}), but it has to, with a lint",
                    error.line, error.message
                ));
            }
            let words = if matches!(promised, Refusal::Clippy(_)) {
                "clippy"
            } else {
                "warns"
            };
            (
                words,
                names,
                found.iter().map(|one| one.code.as_str()).collect(),
            )
        }
    };
    let promised: BTreeSet<&str> = names.iter().map(String::as_str).collect();
    if promised == found {
        return None;
    }
    let list = |set: &BTreeSet<&str>| set.iter().copied().collect::<Vec<_>>().join(", ");
    let said = match (found.is_empty(), words) {
        (true, "rejects") => "compiles".to_owned(),
        (true, _) => "compiles without a word".to_owned(),
        (false, _) => format!("gives {}", list(&found)),
    };
    Some(format!(
        "{said}, but `{words}` promises {}",
        list(&promised)
    ))
}

/// With another compiler than the recorded one: codes and lines have to be the same, words need not.
fn other_compiler(
    root: &Path,
    rejected: &Rejected,
    found: &[Diagnostic],
    versions: &str,
) -> Result<Verdict, RecordError> {
    let recorded = store::read(root, &rejected.message)?.unwrap_or_default();
    let now: Vec<usize> = found.iter().map(|one| one.line).collect();
    let lines = lines_of(&recorded);
    if lines == now {
        return Ok(Verdict::Same);
    }
    let list = |lines: &[usize]| {
        lines
            .iter()
            .map(|line| format!("line {line}\n"))
            .collect::<String>()
    };
    Ok(Verdict::Differs(Difference {
        file: rejected.message.clone(),
        summary: format!(
            "{} is refused at other lines ({versions})",
            rejected.source.display()
        ),
        diff: diff(&list(&lines), &list(&now)),
        needs_author: false,
    }))
}

/// The line of each message in a recorded text: the first arrow after each beginning.
fn lines_of(recorded: &str) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut open = false;
    for line in recorded.lines() {
        if line.starts_with("error") || line.starts_with("warning") {
            open = true;
        } else if let Some(place) = line.trim_start().strip_prefix("--> ").filter(|_| open) {
            open = false;
            lines.extend(
                place
                    .rsplit(':')
                    .nth(1)
                    .and_then(|number| number.parse::<usize>().ok()),
            );
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::lines_of;

    #[test]
    fn the_first_arrow_of_each_message_counts() {
        let text = "error[E0382]: borrow of moved value\n  --> rejected/a.rs:12:5\n   |\nnote: more\n  --> rejected/a.rs:3:1\n\nwarning: unused\n --> rejected/a.rs:7:9\n";
        assert_eq!(lines_of(text), [12, 7]);
    }
}
