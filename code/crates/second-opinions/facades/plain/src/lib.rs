//! Runs a program in a process of its own: once under a model checker, or many times on real threads.
//!
//! It deliberately replaces nothing of the standard library: what it runs is what the operating system schedules.

mod process;

use std::fmt::Debug;
use std::process::ExitCode;
use std::time::{Duration, Instant};

pub use process::{Answer, Ended, alone, processor_time};

/// Wall time after which a run that does not end is taken to hang.
pub const PATIENCE: Duration = Duration::from_secs(2);

/// Wall time that a program that sleeps may use up for all its runs.
pub const LONGEST: Duration = Duration::from_secs(10);

/// Ordinary runs of one program.
pub const RUNS: usize = 1_000;

/// What a `main` may return.
pub trait Main {
    /// Panics when the value stands for a failed run.
    fn judge(self);
}

impl Main for () {
    fn judge(self) {}
}

impl Main for ExitCode {
    fn judge(self) {
        assert!(self == Self::SUCCESS, "main returns {self:?}");
    }
}

impl<T: Main, E: Debug> Main for Result<T, E> {
    fn judge(self) {
        match self {
            Ok(value) => value.judge(),
            Err(error) => panic!("main returns Err({error:?})"),
        }
    }
}

/// The programs that the arguments name: each runs on real threads until it fails, or [`RUNS`] times; one line of output each.
pub fn run_several(programs: &[(&str, fn())]) {
    for (name, program) in wanted(programs) {
        stress(program).print(name, "stress");
    }
}

/// The programs that the arguments of the process name, or all without arguments.
#[must_use]
pub fn wanted<'a>(programs: &[(&'a str, fn())]) -> Vec<(&'a str, fn())> {
    let names: Vec<String> = std::env::args().skip(1).collect();
    programs
        .iter()
        .filter(|(name, _)| names.is_empty() || names.iter().any(|wanted| wanted == name))
        .copied()
        .collect()
}

fn stress(program: fn()) -> Answer {
    let start = Instant::now();
    for run in 1..=RUNS {
        let answer = alone(PATIENCE, || {
            let result = std::panic::catch_unwind(program);
            Answer::new(if result.is_ok() { "accepted" } else { "found" }, run, "")
        });
        if answer.outcome != "accepted" {
            return Answer {
                executions: run,
                ..answer
            };
        }
        if start.elapsed() >= LONGEST {
            return Answer::new("accepted", run, "stopped early: the program sleeps");
        }
    }
    Answer::new("accepted", RUNS, "")
}
