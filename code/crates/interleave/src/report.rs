//! The result of an exploration, as one serializable document.

use serde::{Deserialize, Serialize};

/// What an exploration found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// No failing schedule within the bounds.
    Ok,
    /// Threads wait for each other, or for something that nobody will do.
    Deadlock,
    /// A panic reached the end of `main`, or of a thread whose panic nobody looked at; or `main` returned an error.
    Panic,
    /// Two accesses to the same cell without synchronization, one of them a write.
    DataRace,
    /// Threads run for ever without getting anywhere.
    Livelock,
    /// A thread that can never end outlives the explored function.
    Leak,
    /// A bound was reached before anything could be said.
    Limit,
    /// The program uses something that the engine does not model.
    Unsupported,
    /// The program did not compile.
    DidNotCompile,
}

/// One line of a trace.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Number of the line, from 1.
    pub step: usize,
    /// The thread or task: its name, or `T1`.
    pub task: String,
    /// What it did.
    pub event: String,
    /// One word for the kind of event: `acquires`, `waits`, `reads-stale`, `ends`, …
    #[serde(default)]
    pub kind: String,
    /// The object it did it to, if any.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub object: Option<String>,
    /// The source file as the program's compiler saw it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub file: Option<String>,
    /// The line in it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u32>,
    /// Virtual time since the start, in nanoseconds.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub nanoseconds: u64,
}

/// A point of an execution.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Moment {
    /// The step of the trace that comes next.
    pub step: usize,
    /// Virtual time since the start, in nanoseconds.
    #[serde(skip_serializing_if = "is_zero", default)]
    pub nanoseconds: u64,
}

/// A time in which a thread could not go on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wait {
    /// The thread or task.
    pub task: String,
    /// What it waits for, in words.
    pub what: String,
    /// The object it waits for, if any; `clock` when it only waits for time to pass.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub object: Option<String>,
    /// The line it waits at.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub line: Option<u32>,
    /// Since when.
    pub from: Moment,
    /// Until when; nothing when the execution ended first.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<Moment>,
}

fn is_zero(value: &u64) -> bool {
    *value == 0
}

/// The whole result. The same program, settings and seed give the same report, byte for byte.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Version of this layout: 1.
    pub schema: u32,
    /// What was found.
    pub outcome: Outcome,
    /// Executions that were run.
    pub schedules: usize,
    /// Whether every schedule of the program was covered.
    pub exhaustive: bool,
    /// One sentence: the broken property, or how much was explored.
    pub message: String,
    /// Token of the failing schedule.
    pub replay: Option<String>,
    /// The failing schedule, step by step.
    pub trace: Vec<Step>,
    /// Who could not go on, and when, in the order in which that began; for a run that is told to the end.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub waits: Vec<Wait>,
    /// What else there is to say: who waits for whom since when, lost signals, stale reads, overwritten updates.
    #[serde(default)]
    pub notes: Vec<String>,
    /// Names of the threads and tasks, in order of creation.
    #[serde(default)]
    pub threads: Vec<String>,
    /// The distinct outputs over all explored executions, sorted.
    #[serde(default)]
    pub outputs: Vec<String>,
    /// What the failing execution had printed.
    #[serde(default)]
    pub output: String,
    /// The number of the execution that failed first, before shrinking.
    #[serde(default)]
    pub found_at: Option<usize>,
    /// Scheduling steps over all executions.
    #[serde(default)]
    pub steps: u64,
    /// The seed of the random parts.
    #[serde(default)]
    pub seed: u64,
    /// The state graph, when it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub graph: Option<crate::Graph>,
    /// Whether the program ended the process that explored it, or kept it from getting on, instead of failing inside it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub died: bool,
    /// What the bounds cut off, if anything.
    #[serde(default)]
    pub bounds: Vec<String>,
}

impl Report {
    /// A report that found nothing yet.
    #[must_use]
    pub fn new(outcome: Outcome, message: String) -> Self {
        Self {
            schema: 1,
            outcome,
            schedules: 0,
            exhaustive: false,
            message,
            replay: None,
            trace: Vec::new(),
            waits: Vec::new(),
            notes: Vec::new(),
            threads: Vec::new(),
            outputs: Vec::new(),
            output: String::new(),
            found_at: None,
            steps: 0,
            seed: 0,
            died: false,
            graph: None,
            bounds: Vec::new(),
        }
    }

    /// The process exit code that stands for the outcome: 0 nothing found, 1 a failing schedule, 2 could not be built or explored.
    #[must_use]
    pub const fn exit_code(&self) -> u8 {
        match self.outcome {
            Outcome::Ok => 0,
            Outcome::Deadlock
            | Outcome::Panic
            | Outcome::DataRace
            | Outcome::Livelock
            | Outcome::Leak => 1,
            Outcome::Limit | Outcome::Unsupported | Outcome::DidNotCompile => 2,
        }
    }
}
