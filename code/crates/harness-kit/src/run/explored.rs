//! A check under the engine.

use interleave::{Config, Leftovers, Outcome, Report, Search};

use super::Pace;
use super::confine::confine;
use crate::job::{Ending, Finding, Job, Request, Step};

pub(super) fn run_check(job: &Job, request: &Request, pace: Pace, check: fn()) -> Finding {
    let defaults = Config::default();
    let steps = request.steps.unwrap_or(defaults.steps);
    let config = Config {
        steps: match pace {
            Pace::Whole => steps,
            Pace::Short => steps / 10,
        },
        search: match &request.replay {
            Some(token) => Search::Replay(token.clone()),
            None => Search::Mixed,
        },
        schedules: request.schedules,
        seed: job.seed,
        leftovers: Leftovers::MustEnd,
        source_roots: job.source_roots.clone(),
        memory_bytes: MEMORY,
        patience_milliseconds: PATIENCE,
        ..defaults
    };
    let report = interleave::explore(&config, || {
        confine();
        check();
    });
    finding(report)
}

fn finding(report: Report) -> Finding {
    Finding {
        ending: ending(&report),
        endless: matches!(report.outcome, Outcome::Livelock | Outcome::Limit),
        message: if report.outcome == Outcome::Ok {
            String::new()
        } else {
            excerpt(report.message)
        },
        notes: report.notes.into_iter().map(excerpt).collect(),
        output: excerpt(report.output),
        schedules: report.schedules,
        exhaustive: report.exhaustive,
        replay: report.replay,
        trace: shortened(report.trace.into_iter().map(step).collect()),
    }
}

fn step(step: interleave::Step) -> Step {
    Step {
        step: step.step,
        task: step.task,
        event: excerpt(step.event),
        file: step.file,
        line: step.line,
    }
}

/// What an answer says without end is told by its beginning.
fn excerpt(text: String) -> String {
    match text.char_indices().nth(LONGEST_TEXT) {
        None => text,
        Some((end, _)) => format!("{} …", &text[..end]),
    }
}

const LONGEST_TEXT: usize = 4000;

/// A schedule that goes on and on is told by its beginning and its end.
fn shortened(mut trace: Vec<Step>) -> Vec<Step> {
    let left_out = trace.len().saturating_sub(BEGINNING + END);
    if left_out == 0 {
        return trace;
    }
    let gap = Step {
        event: format!("({left_out} steps are left out here)"),
        file: None,
        line: None,
        ..trace[BEGINNING].clone()
    };
    trace.splice(BEGINNING..BEGINNING + left_out, [gap]);
    trace
}

/// Processor time without a step, in milliseconds, after which a thread is in an endless loop: the verdict on it is to come
/// within two seconds.
const PATIENCE: u32 = 1000;

/// Steps of a long schedule that are shown from its beginning and from its end.
const BEGINNING: usize = 100;
const END: usize = 100;

/// Address space of a check, in bytes: generous for small scenarios, and soon reached by an answer that eats memory.
const MEMORY: u64 = 512 << 20;

fn ending(report: &Report) -> Ending {
    match report.outcome {
        Outcome::Ok => Ending::Passed,
        Outcome::Unsupported | Outcome::DidNotCompile => Ending::Unsupported,
        Outcome::Limit if report.died && report.message.contains("of memory") => Ending::Crashed,
        Outcome::Livelock | Outcome::Limit if report.died => Ending::TimedOut,
        Outcome::Panic if report.died || ends_the_process(&report.message) => Ending::Crashed,
        Outcome::Deadlock
        | Outcome::Panic
        | Outcome::DataRace
        | Outcome::Livelock
        | Outcome::Leak
        | Outcome::Limit => Ending::Failed,
    }
}

/// `abort` and `exit` of the facade, which the engine survives.
fn ends_the_process(message: &str) -> bool {
    ["the program aborts", "the program exits with code"]
        .iter()
        .any(|words| message.contains(words))
}
