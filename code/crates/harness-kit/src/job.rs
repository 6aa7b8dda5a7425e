//! What the grader asks of a harness, and what the harness answers: a JSON file, and JSON lines on standard output.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Everything one run of a harness is to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Job {
    /// Repeated in each answer: a line without it was not written by the harness.
    pub nonce: String,
    /// Seed of the random parts of the search.
    pub seed: u64,
    /// Where relative source paths are looked up, to read names from the answer's own lines.
    pub source_roots: Vec<PathBuf>,
    /// The checks to run, in this order.
    pub checks: Vec<Request>,
}

/// One check to run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// The check's function.
    pub function: String,
    /// Greatest number of executions.
    pub schedules: usize,
    /// Greatest number of steps of one execution; the engine's own limit when not given.
    pub steps: Option<u32>,
    /// Run only this schedule.
    pub replay: Option<String>,
}

/// One line of a harness's output.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// The nonce of the job.
    pub nonce: String,
    /// The check that has ended.
    pub function: String,
    /// What came of it.
    pub finding: Finding,
}

/// How a check ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ending {
    /// Nothing was found within the bounds.
    Passed,
    /// The promise is broken, and the trace shows how.
    Failed,
    /// The process of the check ended: a stack overflow, an abort, out of memory.
    Crashed,
    /// The check made no progress and was killed.
    TimedOut,
    /// The answer uses something that the engine does not model.
    Unsupported,
    /// An earlier check did not end, so this one was not run.
    NotRun,
}

/// What came of a check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// How it ended.
    pub ending: Ending,
    /// What happened, in one sentence; empty for a pass.
    pub message: String,
    /// What else there is to say: who waits for whom, lost signals, stale reads.
    pub notes: Vec<String>,
    /// What the failing execution had printed.
    pub output: String,
    /// Executions that were run.
    pub schedules: usize,
    /// Whether every schedule was covered.
    pub exhaustive: bool,
    /// The token of the failing schedule.
    pub replay: Option<String>,
    /// The failing schedule.
    pub trace: Vec<Step>,
    /// Whether it failed by taking all the steps that it was given.
    pub endless: bool,
}

/// One step of a failing schedule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Number of the step, from 1.
    pub step: usize,
    /// The thread or task.
    pub task: String,
    /// What it did.
    pub event: String,
    /// The source file as the compiler saw it.
    pub file: Option<String>,
    /// The line in it.
    pub line: Option<u32>,
}

impl Finding {
    /// A finding without a schedule to show.
    pub fn new(ending: Ending, message: impl Into<String>) -> Self {
        Self {
            ending,
            message: message.into(),
            notes: Vec::new(),
            output: String::new(),
            schedules: 0,
            exhaustive: false,
            replay: None,
            trace: Vec::new(),
            endless: false,
        }
    }
}
