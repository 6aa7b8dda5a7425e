//! `course grade`: verdicts.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result, bail};
use catalog::Exercise;
use clap::{Args, ValueEnum};
use grader::format::{self, Paint};
use grader::{Conclusion, Document, Tier, Verdict};
use serde_json::Value;
use workbook::{State, Workbook};

use crate::learner::{self, Grading};
use crate::terminal::{self, Busy};
use crate::{Outcome, learner::shorten};

/// Judges answers: which promises of the task hold, and what breaks the others.
///
/// Without a name, every exercise of your workbook that you have touched. With --file, a file from anywhere is judged as
/// an answer to NAME, and your workbook stays as it is.
///
/// Exit status: 0 every answer passed, 1 not yet, 2 no verdict could be given.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course grade                                        everything you have touched
  cargo course grade bounded-queue                          one exercise
  cargo course grade bounded-queue --file answer.rs         a file from anywhere
  cargo course grade bounded-queue --file submissions/ --format csv --output class.csv
  cargo course grade bounded-queue --format json            for other programs")]
pub(crate) struct Grade {
    /// The exercises.
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// Judges this file, or each .rs file of this folder, as an answer to NAME; may be given several times.
    #[arg(long = "file", value_name = "CANDIDATE.rs", requires = "names")]
    files: Vec<PathBuf>,
    /// How to print the verdicts.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Writes them into a file instead of on standard output.
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Greatest number of schedules for each check; then nothing is remembered in your workbook.
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    schedules: Option<usize>,
    /// Seed of the random part of the search; the same seed gives the same verdict.
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Runs one schedule of one check: the one that this token of an earlier verdict stands for.
    #[arg(long, value_name = "TOKEN", conflicts_with = "schedules")]
    replay: Option<String>,
    /// Runs answers although this machine has no sandbox: for answers that you trust.
    #[arg(long)]
    no_sandbox: bool,
}

/// How to print verdicts.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The broken promise, where, and the schedule that breaks it.
    Human,
    /// One JSON document.
    Json,
    /// JUnit XML.
    Junit,
    /// Gradescope's results.json.
    Gradescope,
    /// A table with one line per check.
    Csv,
}

/// One answer to judge.
struct Candidate {
    exercise: Exercise,
    file: PathBuf,
}

impl Grade {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let (workbook, candidates) = self.candidates(&root)?;
        if self.replay.is_some() && candidates.len() != 1 {
            bail!("a token is of one answer; name one exercise with --replay");
        }
        let mut grading = match self.no_sandbox {
            true => Grading::in_tier(&root, Tier::Unsandboxed),
            false => Grading::new(&root)?,
        };
        grading.schedules = self.schedules;
        grading.seed = self.seed;
        grading.replay.clone_from(&self.replay);
        let mut verdicts = Vec::new();
        for (index, candidate) in candidates.iter().enumerate() {
            let verdict = self.judge(&grading, candidate, (index + 1, candidates.len()))?;
            if let Some(workbook) = workbook.as_ref().filter(|_| self.is_whole()) {
                remember(workbook, &candidate.exercise, &verdict)?;
            }
            verdicts.push(verdict);
        }
        let document = Document::new(verdicts);
        let passed = document.passed();
        let mut text = self.text(document, &candidates)?;
        if let (Some(workbook), Format::Human, true) = (&workbook, self.format, passed) {
            text.push_str(&afterwards(&root, workbook, &candidates)?);
        }
        self.deliver(&text)?;
        Ok(if passed {
            Outcome::Done
        } else {
            Outcome::NotYet
        })
    }

    /// Whether a pass is worth being remembered.
    fn is_whole(&self) -> bool {
        self.schedules.is_none() && self.replay.is_none()
    }

    fn candidates(&self, root: &Path) -> Result<(Option<Workbook>, Vec<Candidate>)> {
        if !self.files.is_empty() {
            let [name] = self.names.as_slice() else {
                bail!("--file is an answer to one exercise; name one");
            };
            let exercise = learner::find(root, name)?;
            let candidates = files(&self.files)?.into_iter().map(|file| Candidate {
                exercise: exercise.clone(),
                file,
            });
            return Ok((None, candidates.collect()));
        }
        let named: Vec<_> = self
            .names
            .iter()
            .map(|name| learner::find(root, name))
            .collect::<Result<_>>()?;
        let workbook = learner::workbook(root)?;
        let wanted = if named.is_empty() {
            let progress = workbook.progress()?;
            let mut exercises = learner::exercises(root)?;
            exercises.retain(|exercise| workbook.state(exercise, &progress) != State::Untouched);
            exercises
        } else {
            named
        };
        if wanted.is_empty() {
            bail!(
                "you have touched no exercise yet; `cargo course list` shows them, `cargo course grade NAME` judges one"
            );
        }
        let candidates = wanted.into_iter().map(|exercise| Candidate {
            file: shorten(&workbook.answer(&exercise)),
            exercise,
        });
        let candidates = candidates.collect();
        Ok((Some(workbook), candidates))
    }

    fn judge(
        &self,
        grading: &Grading,
        candidate: &Candidate,
        (number, total): (usize, usize),
    ) -> Result<Verdict> {
        let subject = match total {
            1 => candidate.exercise.name.clone(),
            _ => format!("{number} of {total}, {}", candidate.file.display()),
        };
        let busy = Busy::new(subject.clone());
        let say = |what: &str| busy.say(&format!("{subject}: {what}"));
        let never = AtomicBool::new(false);
        Ok(grading.judge(&candidate.exercise, &candidate.file, &never, &say)?)
    }

    fn text(&self, mut document: Document, candidates: &[Candidate]) -> Result<String> {
        let several = self.files.len() > 1 || candidates.len() > 1 && !self.files.is_empty();
        if several && self.format != Format::Json {
            // These formats have one name for each answer.
            for (verdict, candidate) in document.results.iter_mut().zip(candidates) {
                let file = candidate.file.display();
                verdict.exercise = format!("{} ({file})", verdict.exercise);
            }
        }
        Ok(match self.format {
            Format::Human => {
                let is_seen = self.output.is_none() && terminal::has_color(&io::stdout());
                let paint = if is_seen {
                    Paint::Colored
                } else {
                    Paint::Plain
                };
                format::human(&document, paint)
            }
            Format::Json if several => with_files(&document, candidates)? + "\n",
            Format::Json => document.to_json() + "\n",
            Format::Junit => format::junit(&document),
            Format::Gradescope => format::gradescope(&document) + "\n",
            Format::Csv => format::csv(&document),
        })
    }

    fn deliver(&self, text: &str) -> Result<()> {
        let Some(path) = &self.output else {
            return terminal::print(text);
        };
        let write = || -> Result<()> {
            let folder = path.parent().filter(|folder| *folder != Path::new(""));
            let mut new = tempfile::NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))?;
            new.write_all(text.as_bytes())?;
            new.persist(path)?;
            Ok(())
        };
        write().with_context(|| {
            format!(
                "cannot write {}; name a file in a folder that you may write",
                path.display()
            )
        })?;
        terminal::note(&format!("written to {}", path.display()));
        Ok(())
    }
}

/// The files themselves, and the Rust files of folders by name.
fn files(given: &[PathBuf]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in given {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let unreadable = || format!("cannot read {}", path.display());
        let mut inside = Vec::new();
        for entry in fs::read_dir(path).with_context(unreadable)? {
            let file = entry.with_context(unreadable)?.path();
            if file.extension().is_some_and(|extension| extension == "rs") {
                inside.push(file);
            }
        }
        if inside.is_empty() {
            bail!(
                "{} holds no .rs file; name a folder of submissions",
                path.display()
            );
        }
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

/// The document, each result with its file.
fn with_files(document: &Document, candidates: &[Candidate]) -> Result<String> {
    let mut value = serde_json::to_value(document)?;
    let results = value["results"].as_array_mut().into_iter().flatten();
    for (result, candidate) in results.zip(candidates) {
        result["file"] = Value::String(candidate.file.display().to_string());
    }
    Ok(serde_json::to_string_pretty(&value)?)
}

/// Keeps the points, and the pass, in the workbook.
///
/// # Errors
/// When the progress cannot be written.
pub(crate) fn remember(workbook: &Workbook, exercise: &Exercise, verdict: &Verdict) -> Result<()> {
    let passed = verdict.conclusion == Conclusion::Passed;
    workbook.change(|progress| progress.record_mut(exercise).graded(verdict.points, passed))?;
    Ok(())
}

/// What to look at after a pass, and what to do next.
fn afterwards(root: &Path, workbook: &Workbook, candidates: &[Candidate]) -> Result<String> {
    let mut text = String::new();
    let [Candidate { exercise, .. }] = candidates else {
        return Ok(text);
    };
    text.push_str("\nThe reference:\n");
    let width = terminal::width().min(100).saturating_sub(4);
    for line in terminal::wrap(&exercise.manifest.reference, width) {
        text.push_str(&format!("    {line}\n"));
    }
    text.push_str("\nOther designs:\n");
    for (_, alternative) in learner::alternatives(exercise)? {
        text.push_str(&format!("    {}\n", learner::design(&alternative)));
    }
    text.push_str(&format!(
        "\nAll of them: cargo course solution {}\n",
        exercise.name
    ));
    let exercises = learner::exercises(root)?;
    let next = learner::next(&exercises, Some(exercise), workbook, &workbook.progress()?);
    if let Some(next) = next {
        text.push_str(&format!("Next:        cargo course watch {}\n", next.name));
    }
    Ok(text)
}
