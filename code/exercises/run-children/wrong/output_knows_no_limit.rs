//! caught by: who_takes_too_long_is_killed: output() waits for as long as the child likes

use std::num::NonZeroUsize;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

#[derive(Debug, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    Signal(i32),
    TimedOut,
    NotStarted(String),
}

#[derive(Debug)]
pub struct Report {
    pub exit: Exit,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub took: Duration,
}

pub fn run_children(
    commands: Vec<Command>,
    parallel: NonZeroUsize,
    limit: Duration,
) -> Vec<Report> {
    let count = commands.len();
    let reports: Mutex<Vec<Option<Report>>> = Mutex::new((0..count).map(|_| None).collect());
    let queue = Mutex::new(commands.into_iter().enumerate());
    thread::scope(|scope| {
        for _ in 0..parallel.get().min(count) {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap().next();
                    let Some((index, command)) = next else { break };
                    let report = run_one(command, limit);
                    reports.lock().unwrap()[index] = Some(report);
                }
            });
        }
    });
    reports
        .into_inner()
        .unwrap()
        .into_iter()
        .flatten()
        .collect()
}

fn run_one(mut command: Command, _limit: Duration) -> Report {
    let started = Instant::now();
    match command.stdin(Stdio::null()).output() {
        Ok(output) => Report {
            exit: exit(output.status),
            stdout: output.stdout,
            stderr: output.stderr,
            took: started.elapsed(),
        },
        Err(error) => Report {
            exit: Exit::NotStarted(error.to_string()),
            stdout: Vec::new(),
            stderr: Vec::new(),
            took: started.elapsed(),
        },
    }
}

fn exit(status: ExitStatus) -> Exit {
    match status.code() {
        Some(code) => Exit::Code(code),
        None => Exit::Signal(status.signal().unwrap_or(0)),
    }
}
