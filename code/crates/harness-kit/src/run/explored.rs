//! A check under the engine.

use interleave::{Config, Leftovers, Outcome, Report, Search};

use super::confine::confine;
use crate::job::{Ending, Finding, Job, Request, Step};

pub(super) fn run_check(job: &Job, request: &Request, check: fn()) -> Finding {
    let config = Config {
        search: match &request.replay {
            Some(token) => Search::Replay(token.clone()),
            None => Search::Mixed,
        },
        schedules: request.schedules,
        seed: job.seed,
        leftovers: Leftovers::MustEnd,
        source_roots: job.source_roots.clone(),
        ..Config::default()
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
        message: if report.outcome == Outcome::Ok {
            String::new()
        } else {
            report.message
        },
        notes: report.notes,
        output: report.output,
        schedules: report.schedules,
        exhaustive: report.exhaustive,
        replay: report.replay,
        trace: report
            .trace
            .into_iter()
            .map(|step| Step {
                step: step.step,
                task: step.task,
                event: step.event,
                file: step.file,
                line: step.line,
            })
            .collect(),
    }
}

fn ending(report: &Report) -> Ending {
    // A process that did not live to write its report leaves no trace.
    let died = report.trace.is_empty();
    match report.outcome {
        Outcome::Ok => Ending::Passed,
        Outcome::Unsupported | Outcome::DidNotCompile => Ending::Unsupported,
        Outcome::Livelock | Outcome::Limit if died => Ending::TimedOut,
        Outcome::Panic if died => Ending::Crashed,
        Outcome::Deadlock
        | Outcome::Panic
        | Outcome::DataRace
        | Outcome::Livelock
        | Outcome::Leak
        | Outcome::Limit => Ending::Failed,
    }
}
