//! Work on a program that runs: a listing or a Python recap.

use std::path::{Path, PathBuf};
use std::process::Command;

use catalog::{Explore, Listing, OutputRule, Promise, Recap};
use regex::Regex;

use crate::compare::{self, Mismatch};
use crate::diff::diff;
use crate::normalize::{normalize, normalize_python};
use crate::process::{self, Ending, Run};
use crate::{Difference, Mode, RecordError, Verdict, Workshop, generated, store};

/// So often a program with several possible outputs is run when it is recorded.
const RUNS_FOR_A_SET: usize = 40;

/// A program with everything needed to run and to judge it.
pub(crate) struct Program<'a> {
    root: &'a Path,
    name: &'a str,
    topic: &'a str,
    source: &'a Path,
    output: &'a Path,
    promise: &'a Promise,
    executable: PathBuf,
    /// For Python: the folder of its modules.
    modules: Option<&'a Path>,
    /// Its outputs are recorded by the explorer, which knows all of them.
    explored: bool,
    /// The recorded version when it is another one than this, and the present one.
    other_version: Option<String>,
}

impl<'a> Program<'a> {
    pub(crate) fn listing(
        workshop: &'a Workshop<'_>,
        listing: &'a Listing,
    ) -> Result<Self, RecordError> {
        let root = workshop.course.root.as_path();
        let folder = root.join("code/chapters").join(&listing.topic);
        let executable = workshop.executables.example(&folder, &listing.name);
        let executable = executable.ok_or_else(|| RecordError::NotBuilt {
            path: listing.source.clone(),
        })?;
        Ok(Program {
            root,
            name: &listing.name,
            topic: &listing.topic,
            source: &listing.source,
            output: &listing.output,
            promise: &listing.promise,
            executable: executable.to_path_buf(),
            modules: None,
            explored: listing.explore == Some(Explore::Outcomes),
            other_version: None,
        })
    }

    pub(crate) fn recap(workshop: &'a Workshop<'_>, recap: &'a Recap) -> Result<Self, RecordError> {
        let root = workshop.course.root.as_path();
        let python = workshop.python()?;
        let recorded = generated::recorded_python(root)?;
        Ok(Program {
            root,
            name: &recap.name,
            topic: &recap.topic,
            source: &recap.source,
            output: &recap.output,
            promise: &recap.promise,
            executable: python.program.clone(),
            modules: Some(&python.modules),
            explored: false,
            other_version: recorded
                .filter(|recorded| !python.is_like(recorded))
                .map(|recorded| {
                    format!("recorded with {recorded}, and this is {}", python.version)
                }),
        })
    }

    /// Runs it, holds it against the record, rewrites the record when asked to.
    pub(crate) fn work(&self, mode: Mode) -> Result<Verdict, RecordError> {
        let run = self.run()?;
        if let Some(difference) = self.other_ending(&run) {
            return Ok(Verdict::Differs(difference));
        }
        let pattern = self.pattern()?;
        let recorded = store::read(self.root, self.output)?;
        if mode == Mode::Write && !self.explored {
            return self.write(run, recorded, pattern.as_ref());
        }
        let Some(recorded) = recorded else {
            let summary = format!(
                "is not recorded yet; `cargo course record {}` does it",
                self.name
            );
            return Ok(self.differs(
                Mismatch {
                    summary,
                    diff: diff("", &run.output),
                },
                false,
            ));
        };
        match compare::mismatch(
            self.promise.output,
            &recorded,
            &run.output,
            pattern.as_ref(),
        ) {
            None => Ok(Verdict::Same),
            Some(mismatch) => Ok(match &self.other_version {
                Some(versions) => Verdict::Skipped(format!(
                    "{} {}: {versions}",
                    self.source.display(),
                    mismatch.summary
                )),
                None => {
                    // No recording mends a pattern that does not match.
                    let needs_author =
                        pattern.is_some_and(|pattern| !compare::matches(&pattern, &run.output));
                    self.differs(self.explain(mismatch), needs_author)
                }
            }),
        }
    }

    fn write(
        &self,
        run: Run,
        recorded: Option<String>,
        pattern: Option<&Regex>,
    ) -> Result<Verdict, RecordError> {
        let rule = self.promise.output;
        let mut runs = vec![run.output];
        if rule == OutputRule::OneOf {
            for _ in 1..RUNS_FOR_A_SET {
                runs.push(self.run()?.output);
            }
        }
        let mismatches = |text: &str| {
            runs.iter()
                .find_map(|run| compare::mismatch(rule, text, run, pattern))
        };
        let mismatch = match &recorded {
            Some(recorded) => match mismatches(recorded) {
                None => return Ok(Verdict::Same),
                Some(mismatch) => mismatch,
            },
            None => Mismatch {
                summary: "is not recorded yet".to_owned(),
                diff: String::new(),
            },
        };
        let now = compare::text_to_record(rule, recorded.as_deref(), &runs);
        if let Some(mismatch) = mismatches(&now) {
            return Ok(self.differs(self.explain(mismatch), true));
        }
        store::write(self.root, self.output, &now)?;
        let diff = diff(recorded.as_deref().unwrap_or_default(), &now);
        Ok(self.differs(self.explain(Mismatch { diff, ..mismatch }), false))
    }

    fn run(&self) -> Result<Run, RecordError> {
        let mut command = Command::new(&self.executable);
        if self.modules.is_some() {
            // Isolated from the machine's settings, without buffers and without compiled copies beside the source.
            command
                .args(["-I", "-B", "-u"])
                .arg(self.root.join(self.source));
        }
        command.args(&self.promise.args);
        let run = process::run(
            command,
            &self.source.display().to_string(),
            "build the course again",
        )?;
        let mut output = normalize(&run.output, self.root, self.topic);
        if let Some(modules) = self.modules {
            output = normalize_python(&output, modules);
        }
        Ok(Run { output, ..run })
    }

    /// A difference when the program does not end as it promises.
    fn other_ending(&self, run: &Run) -> Option<Difference> {
        let promised = if self.promise.hangs {
            Ending::Hangs
        } else {
            Ending::Status(self.promise.exit)
        };
        if run.ending == promised {
            return None;
        }
        let words = |ending| match ending {
            Ending::Hangs => "hangs: every thread sleeps for ever".to_owned(),
            Ending::Status(status) => format!("ends with status {status}"),
        };
        Some(Difference {
            file: self.source.to_path_buf(),
            summary: format!(
                "{}, but its directives say that it {}",
                words(run.ending),
                words(promised)
            ),
            diff: diff("", &run.output),
            needs_author: true,
        })
    }

    fn pattern(&self) -> Result<Option<Regex>, RecordError> {
        if self.promise.output != OutputRule::Pattern {
            return Ok(None);
        }
        let path = self.source.with_extension("pattern");
        let Some(text) = store::read(self.root, &path)? else {
            let problem = "`output: pattern` needs this file, with a regular expression for the whole output; write it";
            return Err(RecordError::Source {
                path,
                problem: problem.to_owned(),
            });
        };
        match compare::whole_pattern(&text) {
            Ok(pattern) => Ok(Some(pattern)),
            Err(error) => Err(RecordError::Source {
                path,
                problem: format!("it is no regular expression: {error}"),
            }),
        }
    }

    fn explain(&self, mismatch: Mismatch) -> Mismatch {
        let promise = self
            .promise
            .because
            .as_ref()
            .map_or_else(String::new, |because| format!(" ({because})"));
        let summary = format!("`{}` {}{promise}", self.name, mismatch.summary);
        Mismatch {
            summary,
            ..mismatch
        }
    }

    fn differs(&self, mismatch: Mismatch, needs_author: bool) -> Verdict {
        let file = if needs_author && self.promise.output == OutputRule::Pattern {
            self.source.with_extension("pattern")
        } else {
            self.output.to_path_buf()
        };
        Verdict::Differs(Difference {
            file,
            summary: mismatch.summary,
            diff: mismatch.diff,
            needs_author,
        })
    }
}
