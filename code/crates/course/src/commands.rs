//! The commands, one file each.
//!
//! A new command is a file in this folder, a line in each of the three lists below, and tests in `tests/cli.rs`.

use anyhow::Result;
use clap::Subcommand;

use crate::Outcome;

mod build;
mod completions;
mod doctor;
mod explore;
mod list;
mod record;
mod run;
mod serve;

/// What can be asked of the course.
#[derive(Subcommand)]
pub(crate) enum Command {
    Serve(serve::Serve),
    Build(build::Build),
    Run(run::Run),
    List(list::List),
    Explore(explore::Explore),
    Record(record::Record),
    Doctor(doctor::Doctor),
    Completions(completions::Completions),
}

impl Command {
    /// Does it.
    ///
    /// # Errors
    /// A sentence that says what is wrong and what to do.
    pub(crate) fn run(self) -> Result<Outcome> {
        match self {
            Self::Serve(command) => command.run(),
            Self::Build(command) => command.run(),
            Self::Run(command) => command.run(),
            Self::List(command) => command.run(),
            Self::Explore(command) => command.run(),
            Self::Record(command) => command.run(),
            Self::Doctor(command) => command.run(),
            Self::Completions(command) => command.run(),
        }
    }
}
