//! The command line of the course and its local server.
//!
//! It reads arguments, calls the libraries and speaks to people; what it knows about the course comes from `catalog`,
//! and what it records or compares from `recorder`.

#![forbid(unsafe_code)]

use std::panic;
use std::process::ExitCode;

use clap::Parser;

mod book;
mod commands;
mod learner;
mod server;
mod terminal;
mod watcher;

/// Every Interleaving: concurrency in Rust, for people who know it from Python.
///
/// Exit status: 0 done, 1 not yet (a program failed, a recording differs), 2 misuse or a fault of the course.
#[derive(Parser)]
#[command(
    name = "course",
    bin_name = "cargo course",
    version,
    arg_required_else_help = true
)]
#[command(after_help = "Examples:
  cargo course serve             the book on http://127.0.0.1:3000
  cargo course run               a menu of every program in the book
  cargo course init              your workbook, with all exercises
  cargo course watch             a verdict at every save
  cargo course doctor            what this machine has, and what is missing for what")]
struct Cli {
    #[command(subcommand)]
    command: commands::Command,
}

/// How a command ended, when nothing went wrong.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// It did what was asked.
    Done,
    /// It did what was asked, and the answer is "not yet": a program failed, a recording differs.
    NotYet,
    /// It could not do what was asked, and what it printed says why.
    Impossible,
}

fn main() -> ExitCode {
    // People get a sentence, never a backtrace, also when the fault is ours.
    panic::set_hook(Box::new(|fault| {
        terminal::complain(&format!(
            "this is a bug in the course, please report it: {fault}"
        ));
    }));
    let command = Cli::parse().command;
    match panic::catch_unwind(|| command.run()) {
        Ok(Ok(Outcome::Done)) => ExitCode::SUCCESS,
        Ok(Ok(Outcome::NotYet)) => ExitCode::from(1),
        Ok(Ok(Outcome::Impossible)) => ExitCode::from(2),
        Ok(Err(error)) => {
            terminal::complain(&sentence(&error));
            ExitCode::from(2)
        }
        Err(_) => ExitCode::from(2),
    }
}

/// An error with its causes, except those that the words before name already.
fn sentence(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if words.is_empty() {
            words = cause;
        } else if !words.contains(&cause) {
            words = format!("{words}: {cause}");
        }
    }
    words
}
