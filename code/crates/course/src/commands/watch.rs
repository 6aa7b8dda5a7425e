//! `course watch`: a verdict at every save.

use std::io::{self, IsTerminal};
use std::path::PathBuf;

use anyhow::{Result, bail};
use catalog::Exercise;
use clap::Args;
use grader::{Conclusion, Toolkit, Verdict};
use workbook::{State, Workbook};

use super::grade;
use crate::learner::{self, Grading};
use crate::terminal::Busy;
use crate::{Outcome, learner::shorten};

mod body;
mod file;
mod lanes;
mod plain;
mod screen;
mod signals;
mod view;
mod worker;

use worker::Worker;

/// Judges your answer at every save, and shows what is broken and why.
///
/// Without a name, begins with the exercise you are at. A save while an answer is being judged ends that and begins
/// anew. In a terminal this is a view of the whole screen; otherwise every verdict is printed, one after the other.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course watch                 where you are
  cargo course watch bounded-queue   one exercise

Keys: h hint, e explain, r run again, n next exercise, ↑ ↓ scroll, Esc back, q quit")]
pub(crate) struct Watch {
    /// The exercise to begin with.
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Runs answers although this machine has no sandbox: for answers that you trust.
    #[arg(long)]
    no_sandbox: bool,
}

impl Watch {
    pub(crate) fn run(self) -> Result<Outcome> {
        let root = learner::root()?;
        let session = Session::new(root, self.name.as_deref())?;
        let grading = match self.no_sandbox {
            true => Grading::in_tier(&session.root, grader::Tier::Unsandboxed),
            false => Grading::new(&session.root)?,
        };
        // While this is a line of an ordinary terminal, Ctrl-C still ends the long build with everything it started.
        let busy = Busy::new("preparing");
        Toolkit::prepare(&session.root, &|what| busy.say(what))?;
        drop(busy);
        let worker = Worker::new(grading);
        if io::stdout().is_terminal() && io::stdin().is_terminal() {
            screen::run(session, worker)
        } else {
            plain::run(session, worker)
        }
    }
}

/// Which exercise is watched, and everything it stands in.
struct Session {
    root: PathBuf,
    workbook: Workbook,
    /// All, in the order of the book.
    exercises: Vec<Exercise>,
    exercise: Exercise,
}

impl Session {
    fn new(root: PathBuf, name: Option<&str>) -> Result<Self> {
        let workbook = learner::workbook(&root)?;
        let exercises = learner::exercises(&root)?;
        let exercise = match name {
            Some(name) => learner::find(&root, name)?,
            None => current(&workbook, &exercises)?,
        };
        let answer = workbook.answer(&exercise);
        if !answer.exists() {
            bail!(
                "{} is not there; `cargo course update` writes it",
                answer.display()
            );
        }
        Ok(Self {
            root,
            workbook,
            exercises,
            exercise,
        })
    }

    fn answer(&self) -> PathBuf {
        shorten(&self.workbook.answer(&self.exercise))
    }

    /// Keeps the points; says whether the answer passed.
    fn remember(&self, verdict: &Verdict) -> Result<bool> {
        grade::remember(&self.workbook, &self.exercise, verdict)?;
        Ok(verdict.conclusion == Conclusion::Passed)
    }

    /// The next exercise to pass, if there is another.
    fn next(&self) -> Result<Option<Exercise>> {
        let progress = self.workbook.progress()?;
        let next = learner::next(
            &self.exercises,
            Some(&self.exercise),
            &self.workbook,
            &progress,
        );
        Ok(next.cloned())
    }
}

/// The first that is begun, else the first that is not passed.
fn current(workbook: &Workbook, exercises: &[Exercise]) -> Result<Exercise> {
    let progress = workbook.progress()?;
    let begun = exercises
        .iter()
        .find(|exercise| workbook.state(exercise, &progress) == State::Started);
    let open = || learner::next(exercises, None, workbook, &progress);
    match begun.or_else(open) {
        Some(exercise) => Ok(exercise.clone()),
        None if exercises.is_empty() => bail!("this edition has no exercises yet"),
        None => bail!("every exercise is passed; name one to watch it all the same"),
    }
}
