//! The main function of every harness.
//!
//! The process reads its job, and for each check starts a child in which the answer runs. Only this process, which never
//! runs a line of the answer, can write to the grader: the children's copy of that channel is closed before they call
//! the answer.

mod confine;
#[cfg(interleave)]
mod explored;
#[cfg(not(interleave))]
mod repeated;
#[cfg(not(interleave))]
mod supervised;

use std::env;
use std::fs;
use std::io::{self, Write};
use std::process::ExitCode;

#[cfg(interleave)]
use explored::run_check;
#[cfg(not(interleave))]
pub(crate) use repeated::END;
#[cfg(not(interleave))]
use repeated::run_check;

use crate::job::{Ending, Finding, Job, Line, Request};
#[cfg(not(interleave))]
use crate::processes;

/// Runs the checks that the job, a file named by the first argument, asks for.
///
/// A generated `main` calls it with every check of the exercise. The exit status is 2 when there is no job that can be
/// read, or when it names a check that is not in `checks`.
pub fn main(checks: &[(&str, fn())]) -> ExitCode {
    ended(answer(checks))
}

/// Runs the checks of a job, which is read from standard input, on the real system; or plays a part in one of them.
///
/// A generated `main` calls it with every check of the exercise and with `play`, which is called in the processes that
/// [`own`](processes::own) starts. The exit status is 2 when there is no job that can be read, when it names a check that is
/// not in `checks`, or when this is not the first process of a process namespace: it ends what it finds there.
#[cfg(not(interleave))]
pub fn main_on_the_system(checks: &[(&str, fn())], play: fn(&str, &[String])) -> ExitCode {
    match processes::part() {
        Some((role, arguments)) => {
            play(&role, &arguments);
            ExitCode::SUCCESS
        }
        None => ended(answer_on_the_system(checks)),
    }
}

fn ended(result: io::Result<()>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(io::stderr(), "error: {error}");
            ExitCode::from(2)
        }
    }
}

/// After so many crashes, or one check that hangs, the others are not run: each may take seconds, and the verdict is clear.
const PATIENCE: u32 = 2;

/// How many steps a check is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pace {
    Whole,
    /// After as many checks without an end as there is patience for: a tenth, so that the verdict does not take seconds.
    Short,
}

fn answer(checks: &[(&str, fn())]) -> io::Result<()> {
    let path = env::args_os()
        .nth(1)
        .ok_or_else(|| io::Error::other("the argument is the file with the job"))?;
    let job: Job = serde_json::from_str(&fs::read_to_string(path)?)?;
    run_all(&job, checks, run_check)
}

#[cfg(not(interleave))]
fn answer_on_the_system(checks: &[(&str, fn())]) -> io::Result<()> {
    // Not a file: an answer could read that, and with the nonce in it speak to the grader.
    let job: Job = serde_json::from_str(&io::read_to_string(io::stdin())?)?;
    supervised::prepare()?;
    run_all(&job, checks, supervised::run_check)
}

fn run_all(
    job: &Job,
    checks: &[(&str, fn())],
    run_check: fn(&Job, &Request, Pace, fn()) -> Finding,
) -> io::Result<()> {
    let mut channel = confine::take_output()?;
    let mut patience = PATIENCE;
    let mut endless = 0;
    for request in &job.checks {
        let Some((_, check)) = checks.iter().find(|(name, _)| *name == request.function) else {
            return Err(io::Error::other(format!(
                "there is no check `{}`",
                request.function
            )));
        };
        let finding = if patience == 0 {
            Finding::new(
                Ending::NotRun,
                "not run, because earlier checks did not come to an end",
            )
        } else {
            let pace = match endless {
                0..PATIENCE => Pace::Whole,
                _ => Pace::Short,
            };
            run_check(job, request, pace, *check)
        };
        endless += u32::from(finding.endless);
        patience = match finding.ending {
            Ending::TimedOut => 0,
            Ending::Crashed => patience - 1,
            _ => patience,
        };
        let line = Line {
            nonce: job.nonce.clone(),
            function: request.function.clone(),
            finding,
        };
        let mut text = serde_json::to_string(&line)?;
        text.push('\n');
        channel.write_all(text.as_bytes())?;
    }
    Ok(())
}
