//! The document that `cargo course grade --format json` prints; other programs read it, so its layout is a contract.

use catalog::CheckKind;
use harness_kit::job::Step;
use serde::{Deserialize, Serialize};

/// Verdicts on one or more answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Version of this layout.
    pub schema: u32,
    /// One for each answer, in the order in which they were graded.
    pub results: Vec<Verdict>,
}

/// The verdict on one answer to one exercise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// The exercise's name.
    pub exercise: String,
    /// The worst that was found.
    #[serde(rename = "verdict")]
    pub conclusion: Conclusion,
    /// The sum over the checks.
    pub points: u32,
    /// What the exercise is worth.
    pub max_points: u32,
    /// Every check, in the order of the exercise.
    pub checks: Vec<CheckResult>,
    /// What the compiler refuses, in its own words.
    pub diagnostics: Vec<Diagnostic>,
    /// How long it took; the only part that differs between two gradings of the same file.
    pub elapsed_ms: Elapsed,
}

/// What an answer comes to, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Conclusion {
    /// Every check holds.
    Passed,
    /// A promise is broken.
    Failed,
    /// A check made no progress and was killed.
    TimedOut,
    /// A check ended its process.
    Crashed,
    /// The compiler refuses it.
    DidNotCompile,
}

/// How one check went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckResult {
    /// The check's name.
    pub name: String,
    /// What sort of promise it holds against the answer.
    pub kind: CheckKind,
    /// Whether the promise holds.
    pub passed: bool,
    /// All or nothing.
    pub points: u32,
    /// What it is worth.
    pub max_points: u32,
    /// The broken promise and what was found; for a pass, what there is to know about it, if anything.
    pub message: Option<String>,
    /// Executions that were run; 0 when it is not run but read or compiled.
    pub schedules: usize,
    /// Whether these were all schedules there are.
    pub exhaustive: bool,
    /// Replays the failing schedule: `cargo course explain NAME --replay TOKEN`.
    pub replay: Option<String>,
    /// The failing schedule.
    pub trace: Vec<TraceStep>,
    /// For people; not part of the document.
    #[serde(skip)]
    pub detail: Detail,
}

/// What a verdict says to people beyond the document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Detail {
    /// The check's function or program.
    pub id: String,
    /// The promise in one sentence.
    pub property: String,
    /// What was found, in one sentence.
    pub found: String,
    /// Who waits for whom, lost signals, stale reads.
    pub notes: Vec<String>,
    /// What the failing execution had printed.
    pub output: String,
}

/// One step of a failing schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TraceStep {
    /// Its number, from 1.
    pub step: usize,
    /// The thread or task.
    pub task: String,
    /// What it did.
    pub event: String,
    /// The line of the answer; `None` for a step of the caller.
    pub line: Option<u32>,
}

/// A message of the compiler.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// The line of the answer, when the message points into it.
    pub line: Option<u32>,
    /// `E0382`, or the name of a lint.
    pub code: Option<String>,
    /// The headline.
    pub message: String,
    /// The whole message as the compiler prints it.
    pub rendered: String,
}

/// Milliseconds by the clock.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Elapsed {
    /// Until everything was built.
    pub compile: u64,
    /// From then on.
    pub check: u64,
}

impl Document {
    /// A document of these verdicts.
    pub fn new(results: Vec<Verdict>) -> Self {
        Self { schema: 1, results }
    }

    /// Whether every answer passed.
    pub fn passed(&self) -> bool {
        self.results
            .iter()
            .all(|verdict| verdict.conclusion == Conclusion::Passed)
    }

    /// The document as JSON, indented, without a line end.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).expect("a document has only text keys")
    }
}

impl Verdict {
    /// The same verdict without its times: equal for two gradings of the same file with the same seed.
    #[must_use]
    pub fn without_times(mut self) -> Self {
        self.elapsed_ms = Elapsed::default();
        self
    }

    /// The first check that does not hold.
    pub fn first_failure(&self) -> Option<&CheckResult> {
        self.checks.iter().find(|check| !check.passed)
    }
}

impl CheckResult {
    /// Whether it was run at all: after a hang the others are not.
    pub fn was_run(&self) -> bool {
        !self
            .message
            .as_deref()
            .is_some_and(|message| message.starts_with("not run"))
    }
}

impl Conclusion {
    /// The word in the document.
    pub fn word(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::TimedOut => "timed-out",
            Self::Crashed => "crashed",
            Self::DidNotCompile => "did-not-compile",
        }
    }
}

impl TraceStep {
    /// A step as the answer's author may see it: lines of the hidden checks are left out.
    pub(crate) fn for_answer(step: Step, answer: &str) -> Self {
        let line = step.line.filter(|_| step.file.as_deref() == Some(answer));
        Self {
            step: step.step,
            task: step.task,
            event: step.event,
            line,
        }
    }
}
