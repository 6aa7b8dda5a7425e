//! `course completions`: scripts for the shells.

use anyhow::Result;
use clap::{Args, CommandFactory};
use clap_complete::Shell;

use crate::{Cli, Outcome, terminal};

/// Prints a completion script for a shell.
///
/// It completes a command called `course`; define one that calls `cargo course`.
#[derive(Args)]
#[command(after_help = "Examples:
  course() { cargo course \"$@\"; }; source <(cargo course completions bash)
  cargo course completions zsh  > ~/.zfunc/_course
  cargo course completions fish > ~/.config/fish/completions/course.fish")]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self) -> Result<Outcome> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut Cli::command(), "course", &mut script);
        terminal::print(&String::from_utf8_lossy(&script))?;
        Ok(Outcome::Done)
    }
}
