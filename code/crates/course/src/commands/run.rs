//! `course run`: a program of the book, alive.

use anyhow::Result;
use catalog::Course;
use clap::Args;

use crate::{Outcome, terminal};

mod listings;
mod menu;
mod program;

/// Runs a program of the book; without a name, offers a menu of them all.
///
/// The program's output is its own: what this command says about it goes to standard error.
/// Exit status: 0 the program succeeded, 1 it failed, 2 it could not be run.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course run                    a menu; type to search
  cargo course run gate               one program
  cargo course run introduction/gate  the same
  cargo course run --list             all of them, one line each
  cargo course run --list --json      for other programs")]
pub(crate) struct Run {
    /// The program: its name, or chapter/name.
    #[arg(value_name = "LISTING", conflicts_with = "list")]
    listing: Option<String>,
    /// Lists the programs instead.
    #[arg(long)]
    list: bool,
    /// Lists them as JSON.
    #[arg(long, requires = "list")]
    json: bool,
}

impl Run {
    pub(crate) fn run(self) -> Result<Outcome> {
        let course = Course::load(&catalog::find_root()?)?;
        if self.list {
            let text = if self.json {
                listings::as_json(&course)?
            } else {
                listings::as_text(&course)
            };
            terminal::print(&text)?;
            return Ok(Outcome::Done);
        }
        let chosen = match &self.listing {
            Some(name) => Some(course.find_listing(name)?),
            None => menu::choose(&course)?,
        };
        match chosen {
            Some(listing) => program::execute(&course.root, listing),
            // The reader left the menu.
            None => Ok(Outcome::Done),
        }
    }
}
