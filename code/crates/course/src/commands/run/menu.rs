//! The menu of all listings.

use std::fmt;

use anyhow::{Context, Result, bail};
use catalog::{Chapter, Course, Listing};
use inquire::{InquireError, Select};

use crate::terminal;

/// Lets the reader choose; nothing when they leave without choosing.
///
/// # Errors
/// When there is no terminal, or nothing to choose from.
pub(super) fn choose(course: &Course) -> Result<Option<&Listing>> {
    if !terminal::is_interactive() {
        bail!("which program? `cargo course run --list` shows them all; the menu needs a terminal");
    }
    // A line that wraps breaks the menu; two columns belong to its cursor.
    let width = terminal::width().saturating_sub(3);
    let choices: Vec<_> = course
        .chapters()
        .flat_map(|chapter| {
            chapter
                .listings
                .iter()
                .map(move |listing| Choice::new(chapter, listing, width))
        })
        .collect();
    if choices.is_empty() {
        bail!("the course has no program yet; write one in code/chapters/<chapter>/examples/");
    }
    let answer = Select::new("Run", choices)
        .with_help_message("↑↓ move, type to search, Enter runs, Esc leaves")
        .with_page_size(15)
        .with_formatter(&|choice| choice.value.listing.name.clone())
        .prompt();
    match answer {
        Ok(choice) => Ok(Some(choice.listing)),
        Err(InquireError::OperationCanceled | InquireError::OperationInterrupted) => Ok(None),
        Err(error) => Err(error).context("the menu failed; name the program instead"),
    }
}

/// A line of the menu.
struct Choice<'a> {
    listing: &'a Listing,
    line: String,
}

impl<'a> Choice<'a> {
    fn new(chapter: &Chapter, listing: &'a Listing, width: usize) -> Self {
        let line = format!("{} › {} — {}", chapter.title, listing.name, listing.purpose);
        let line = if line.chars().count() > width {
            let shorter: String = line.chars().take(width.saturating_sub(1)).collect();
            shorter + "…"
        } else {
            line
        };
        Self { listing, line }
    }
}

impl fmt::Display for Choice<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.line)
    }
}
