//! Run a list of commands, some at a time, none longer than a limit.

use std::num::NonZeroUsize;
use std::process::Command;
use std::time::Duration;

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Exit {
    /// By itself, with this code.
    Code(i32),
    /// By this signal, which was not yours.
    Signal(i32),
    /// By you: it had not ended within the limit.
    TimedOut,
    /// It could not be started, and this is why.
    NotStarted(String),
}

/// What came of one command.
#[derive(Debug)]
pub struct Report {
    /// How it ended.
    pub exit: Exit,
    /// What it printed to standard output, as far as it came.
    pub stdout: Vec<u8>,
    /// What it printed to standard error, as far as it came.
    pub stderr: Vec<u8>,
    /// How long it ran: from its own start to its end.
    pub took: Duration,
}

/// Runs all commands, at most `parallel` at a time, and kills those that have not ended after `limit`.
///
/// The reports are in the order of the commands. Every child has ended, and has been waited for, when this returns.
pub fn run_children(
    commands: Vec<Command>,
    parallel: NonZeroUsize,
    limit: Duration,
) -> Vec<Report> {
    let _ = (commands, parallel, limit);
    todo!("start them, read what they print, wait for them, kill what takes too long")
}
