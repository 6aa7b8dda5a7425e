//! `course run`: a program of the book, alive.

use std::collections::BTreeSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use anyhow::{Context, Result, bail};
use catalog::{Chapter, Course, Listing};
use clap::Args;
use inquire::{InquireError, Select};
use serde::{Deserialize, Serialize};

use crate::Outcome;
use crate::terminal::{self, Busy};

/// Runs a program of the book; without a name, offers a menu of them all.
///
/// The program's output is its own: what this command says about it goes to standard error.
/// Exit status: 0 the program succeeded, 1 it failed, 2 it could not be run.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course run                      a menu; type to search
  cargo course run two_threads          one program
  cargo course run threads/two_threads  the same
  cargo course run --list               all of them, one line each
  cargo course run --list --json        for other programs")]
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
                as_json(&course)?
            } else {
                as_text(&course)
            };
            terminal::print(&text)?;
            return Ok(Outcome::Done);
        }
        let chosen = match &self.listing {
            Some(name) => Some(course.find_listing(name)?),
            None => choose(&course)?,
        };
        match chosen {
            Some(listing) => execute(&course.root, listing),
            // The reader left the menu.
            None => Ok(Outcome::Done),
        }
    }
}

/// The document that `--list --json` prints.
#[derive(Serialize)]
struct Document<'a> {
    schema: u32,
    listings: Vec<Entry<'a>>,
}

/// A listing in it. Paths are relative to the root of the course, addresses to that of the book.
#[derive(Serialize)]
struct Entry<'a> {
    name: &'a str,
    chapter: &'a str,
    purpose: &'a str,
    source: &'a Path,
    /// The exit status that the page shows.
    exit: i32,
    /// It waits for ever, and that is its point.
    hangs: bool,
    pages: Vec<&'a str>,
}

fn as_json(course: &Course) -> Result<String> {
    let listings = course
        .listings()
        .map(|listing| Entry {
            name: &listing.name,
            chapter: &listing.topic,
            purpose: &listing.purpose,
            source: &listing.source,
            exit: listing.promise.exit,
            hangs: listing.promise.hangs,
            pages: listing
                .places
                .iter()
                .map(|place| place.address.as_str())
                .collect(),
        })
        .collect();
    let document = Document {
        schema: 1,
        listings,
    };
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

fn as_text(course: &Course) -> String {
    let width = course
        .listings()
        .map(|listing| listing.name.len())
        .max()
        .unwrap_or(0);
    let mut text = String::new();
    for chapter in course.chapters() {
        if chapter.listings.is_empty() {
            continue;
        }
        if !text.is_empty() {
            text.push('\n');
        }
        text.push_str(&format!("{} ({})\n", chapter.title, chapter.topic));
        for listing in &chapter.listings {
            text.push_str(&format!("  {:width$}  {}\n", listing.name, listing.purpose));
        }
    }
    text
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

/// Lets the reader choose; nothing when they leave without choosing.
fn choose(course: &Course) -> Result<Option<&Listing>> {
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

fn execute(root: &Path, listing: &Listing) -> Result<Outcome> {
    terminal::note(&format!(
        "{} — {}\nsource: {}",
        listing.name,
        listing.purpose,
        listing.source.display()
    ));
    let program = compile(root, listing)?;
    if listing.promise.hangs {
        terminal::note("this program never ends, which is its point: stop it with Ctrl-C");
    }
    terminal::note("");
    let status = Command::new(&program)
        .args(&listing.promise.args)
        // The page shows what it prints without.
        .env_remove("RUST_BACKTRACE")
        .status()
        .with_context(|| format!("cannot start {}", program.display()))?;
    terminal::note(&format!("\n{}", ending(status, listing)));
    let addresses: BTreeSet<_> = listing.places.iter().map(|place| &place.address).collect();
    for address in addresses {
        terminal::note(&format!("page: {address}"));
    }
    if status.success() {
        Ok(Outcome::Done)
    } else {
        Ok(Outcome::NotYet)
    }
}

fn ending(status: ExitStatus, listing: &Listing) -> String {
    let promised = listing.promise.exit;
    match status.code() {
        Some(0) if promised == 0 => "exit status 0".to_owned(),
        Some(code) if code == promised => format!("exit status {code}, as its page says"),
        Some(code) => format!("exit status {code}; its page says {promised}"),
        None => format!("it was stopped: {status}"),
    }
}

/// What is needed of a line that Cargo prints.
#[derive(Deserialize)]
struct CargoMessage {
    target: Option<CargoTarget>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct CargoTarget {
    name: String,
    kind: Vec<String>,
}

/// Builds a listing and finds its executable.
///
/// The whole workspace is selected because then the dependencies have the features that `cargo test` gives them: what
/// one built serves the other.
fn compile(root: &Path, listing: &Listing) -> Result<PathBuf> {
    let busy = Busy::new(format!("building {}", listing.name));
    let output = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--workspace", "--example"])
        .arg(&listing.name)
        .args(["--message-format", "json-render-diagnostics"])
        .current_dir(root)
        .stdin(Stdio::null())
        .stderr(Stdio::piped())
        .output()
        .context("cannot start cargo; install Rust from https://rustup.rs")?;
    drop(busy);
    if !output.status.success() {
        bail!(
            "{} does not build:\n{}",
            listing.source.display(),
            String::from_utf8_lossy(&output.stderr).trim_end()
        );
    }
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<CargoMessage>(line).ok())
        .find_map(|message| {
            let target = message.target?;
            let is_wanted = target.name == listing.name && target.kind == ["example"];
            message.executable.filter(|_| is_wanted)
        })
        .with_context(|| {
            format!(
                "cargo built {} but named no program; is its package in the workspace?",
                listing.source.display()
            )
        })
}
