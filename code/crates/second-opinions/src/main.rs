//! Runs the corpus of the engine under other tools too, measures both, and writes what came out into the README beside this package.
//!
//! It deliberately judges nothing by itself: each program's header says what is right, and `explanations.toml` says why a tool may differ.

mod batch;
mod benchmark;
mod corpus;
mod memory;
mod opinions;
mod readme;
mod slow;

use std::path::PathBuf;

use anyhow::Result;
use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(about = "Second opinions on the corpus of the engine")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Our engine, shuttle, loom and 1,000 ordinary runs of every program; fails when a difference is not explained
    Opinions,
    /// Our engine at length: 50 seeds for each wrong program, 10,000 executions for each right one
    Corpus,
    /// Our engine beside shuttle on the same programs, and the time from a changed file to its result
    Benchmark,
    /// The engine's unsafe code under valgrind
    Valgrind,
    /// What the engine says of the named programs, one line each
    Judge {
        /// A folder with the folders `wrong` and `right`; the corpus without it
        #[arg(long)]
        folder: Option<PathBuf>,
        /// Names of programs, without `.rs`; all without one
        names: Vec<String>,
    },
}

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Opinions => opinions::run(),
        Command::Corpus => slow::run(),
        Command::Benchmark => benchmark::run(),
        Command::Valgrind => memory::run(),
        Command::Judge { folder, names } => slow::judge(folder.as_deref(), &names),
    }
}
