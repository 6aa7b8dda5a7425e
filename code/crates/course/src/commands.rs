//! The commands, one file each.
//!
//! A new command is a file in this folder, a line in each of the three lists below, and tests in `tests/all/terminal.rs`.

use anyhow::Result;
use clap::Subcommand;

use crate::Outcome;

mod build;
mod completions;
mod doctor;
mod explain;
mod explore;
pub(crate) mod grade;
mod hint;
mod init;
pub(crate) mod list;
mod record;
mod reset;
mod run;
mod serve;
mod solution;
mod status;
mod update;
mod watch;

/// What can be asked of the course.
#[derive(Subcommand)]
pub(crate) enum Command {
    Serve(serve::Serve),
    Build(build::Build),
    Run(run::Run),
    Init(init::Init),
    Update(update::Update),
    Reset(reset::Reset),
    List(list::List),
    Status(status::Status),
    Grade(grade::Grade),
    Watch(watch::Watch),
    Hint(hint::Hint),
    Solution(solution::Solution),
    Explain(explain::Explain),
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
            Self::Init(command) => command.run(),
            Self::Update(command) => command.run(),
            Self::Reset(command) => command.run(),
            Self::List(command) => command.run(),
            Self::Status(command) => command.run(),
            Self::Grade(command) => command.run(),
            Self::Watch(command) => command.run(),
            Self::Hint(command) => command.run(),
            Self::Solution(command) => command.run(),
            Self::Explain(command) => command.run(),
            Self::Explore(command) => command.run(),
            Self::Record(command) => command.run(),
            Self::Doctor(command) => command.run(),
            Self::Completions(command) => command.run(),
        }
    }
}
