//! `course explore`: every schedule of a program that fits.

use std::env;
use std::io;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use explorer::{Color, ExploreOptions, ExploreReport, Keep, Leftovers, Search, Trace};
use playground::Jailer;
use runner::Tier;

use crate::Outcome;
use crate::terminal::{self, Busy};

/// Runs a program under every schedule that fits, and explains the first that fails.
///
/// Any Rust file with a `main` will do; it may use std, and tokio, parking_lot and crossbeam as far as the explorer knows
/// them. The file stays as it is, and what it prints while it is explored is not shown. Compilers and program run in the
/// sandbox that `cargo course doctor` names; of your files they can read this one and the modules it declares.
///
/// Exit status: 0 no schedule fails, 1 one does, 2 it could not be built or explored.
#[derive(Args)]
#[command(after_help = "Examples:
  cargo course explore bank.rs                     looks for a schedule that fails
  cargo course explore bank.rs --exhaustive        tries all of them, if it can
  cargo course explore bank.rs --replay TOKEN      the schedule of an earlier report again
  cargo course explore bank.rs --format json       for other programs")]
pub(crate) struct Explore {
    /// The program.
    #[arg(value_name = "FILE.rs")]
    file: PathBuf,
    /// Greatest number of schedules to try.
    #[arg(long, value_name = "N", value_parser = clap::builder::RangedU64ValueParser::<usize>::new().range(1..))]
    schedules: Option<usize>,
    /// Seed of the random part of the search; the same seed gives the same report.
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// Runs one schedule: the one that this token of an earlier report stands for.
    #[arg(long, value_name = "TOKEN", conflicts_with_all = ["schedules", "seed", "exhaustive"])]
    replay: Option<String>,
    /// Tries all schedules that differ in their effect instead of a selection; says so when there are too many.
    #[arg(long)]
    exhaustive: bool,
    /// Threads and tasks that outlive `main` must end too: one that never can is a leak.
    #[arg(long)]
    leaks: bool,
    /// Explores although this machine has no sandbox: for programs that you trust.
    #[arg(long)]
    no_sandbox: bool,
    /// How to print the report.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// How to print a report.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// The failing schedule in lanes, and why it fails.
    Human,
    /// One JSON document.
    Json,
    /// All states of the program and the steps between them, as JSON.
    Graph,
    /// The same as text.
    GraphText,
    /// When each thread of one schedule runs, waits or sleeps, in virtual time, as JSON: the one that fails, or else the plainest.
    Timeline,
    /// The same as text.
    TimelineText,
}

impl Format {
    /// Whether it shows all schedules at once.
    fn is_graph(self) -> bool {
        matches!(self, Self::Graph | Self::GraphText)
    }
}

impl Explore {
    pub(crate) fn run(self) -> Result<Outcome> {
        let options = self.options()?;
        let busy = Busy::new("building the schedule explorer (once)");
        explorer::facades_telling(&options.target, &options.crates, &mut |done| {
            busy.say(&format!(
                "building the schedule explorer (once): {done} crates so far"
            ));
        })?;
        drop(busy);
        let busy = Busy::new(format!("exploring {}", self.file.display()));
        let tier = match self.no_sandbox {
            true => Tier::Unsandboxed,
            false => self.tier()?,
        };
        let here = env::current_dir().context("cannot tell the current folder")?;
        let sysroot = playground::sysroot(&here)?;
        let never = AtomicBool::new(false);
        let jailer = Jailer::new(&self.file, tier, sysroot, &never);
        let report = explorer::explore_file_with(&options, &jailer)?;
        drop(busy);
        terminal::print(&self.text(&report))?;
        Ok(match report.exit_code() {
            0 => Outcome::Done,
            1 => Outcome::NotYet,
            _ => Outcome::Impossible,
        })
    }

    fn tier(&self) -> Result<Tier> {
        let probe = runner::probe();
        probe.tier.with_context(|| {
            format!(
                "there is no sandbox on this machine ({}); explore with --no-sandbox if you trust {}",
                probe.reason,
                self.file.display()
            )
        })
    }

    fn options(&self) -> Result<ExploreOptions> {
        let mut options = ExploreOptions::new(&self.file);
        // A person explores a file again and again while changing it.
        options.keep = Keep::Incremental;
        let config = &mut options.config;
        config.search = match &self.replay {
            Some(_) if self.format.is_graph() => {
                anyhow::bail!(
                    "a graph shows all schedules, a replay is one; leave out --replay or --format graph"
                )
            }
            Some(token) => Search::Replay(token.clone()),
            None if self.format.is_graph() => Search::Graph,
            None if self.exhaustive => Search::Exhaustive,
            None => Search::Mixed,
        };
        if matches!(self.format, Format::Timeline | Format::TimelineText) {
            config.trace = Trace::Always;
        }
        if self.leaks {
            config.leftovers = Leftovers::MustEnd;
        }
        match self.schedules {
            Some(schedules) => config.schedules = schedules,
            // What cannot be finished is cut off by the number of steps.
            None if self.exhaustive => config.schedules = usize::MAX,
            None => {}
        }
        if let Some(seed) = self.seed {
            config.seed = seed;
        }
        Ok(options)
    }

    fn text(&self, report: &ExploreReport) -> String {
        let color = if terminal::has_color(&io::stdout()) {
            Color::Always
        } else {
            Color::Never
        };
        match self.format {
            Format::Human => explorer::human(report, color),
            Format::Json => explorer::json(report),
            Format::Graph => explorer::graph_json(report),
            Format::GraphText => explorer::graph_text(report),
            Format::Timeline => explorer::timeline_json(report),
            Format::TimelineText => explorer::timeline_text(report, color),
        }
    }
}
