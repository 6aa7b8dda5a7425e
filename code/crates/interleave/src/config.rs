//! What to explore, how much of it, and with which bounds.

use serde::{Deserialize, Serialize};

/// How schedules are searched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Search {
    /// By number of deviations, then depth first when small, then random and PCT in turn. The default.
    Mixed,
    /// Only by number of deviations from the default schedule.
    Deviations,
    /// Only random choices: each execution keeps to the running thread more or less.
    Random,
    /// Only probabilistic concurrency testing: random priorities with a few change points.
    Pct,
    /// Depth first over the whole tree, skipping schedules that only reorder independent steps.
    Exhaustive,
    /// As `Exhaustive`, without skipping anything: slow, to check the reduction against.
    Unreduced,
    /// The state graph instead of a search: see [`crate::Graph`].
    Graph,
    /// One execution: the one a token of an earlier report describes.
    Replay(String),
}

/// What to do with threads that are still there when the explored function returns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Leftovers {
    /// They end with the process, as they do when a real `main` returns.
    EndWithMain,
    /// They get to run on; one that can never end is reported as a leak. The function itself must return: to exit is a failure.
    MustEnd,
}

/// Which executions are told step by step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Trace {
    /// Only one that fails.
    OfFailures,
    /// Without a failure, the default schedule: the one without deviations.
    Always,
}

/// An exploration's settings. All bounds count things that do not depend on the machine's speed.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Config {
    /// How schedules are searched.
    pub search: Search,
    /// Greatest number of executions.
    pub schedules: usize,
    /// Greatest number of scheduling steps over all executions: the deterministic form of a time limit.
    pub total_steps: u64,
    /// Greatest number of steps of one execution; beyond it the result is `livelock` or `limit`.
    pub steps: u32,
    /// Seed of the random parts; the same seed gives the same report.
    pub seed: u64,
    /// Threads that outlive the explored function.
    pub leftovers: Leftovers,
    /// Greatest number of bytes one execution may print, and as many again to standard error.
    pub output_bytes: usize,
    /// Greatest number of threads of one execution, ended ones included.
    pub threads: usize,
    /// Directories where relative source paths are looked up, to read names from the source.
    pub source_roots: Vec<std::path::PathBuf>,
    /// Bytes of address space of the exploring process; zero for no limit.
    pub memory_bytes: u64,
    /// Milliseconds of processor time without a scheduling step after which a program is taken to loop for ever.
    pub patience_milliseconds: u32,
    /// Which executions are told step by step.
    pub trace: Trace,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            search: Search::Mixed,
            schedules: 2_000,
            total_steps: 4_000_000,
            steps: 20_000,
            seed: 1,
            leftovers: Leftovers::EndWithMain,
            output_bytes: 64 * 1024,
            threads: 1_024,
            source_roots: vec![std::path::PathBuf::from(".")],
            memory_bytes: 4 << 30,
            patience_milliseconds: 1_500,
            trace: Trace::OfFailures,
        }
    }
}
