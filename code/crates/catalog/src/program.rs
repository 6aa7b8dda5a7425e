//! The programs of a chapter, and what each promises.

use std::path::PathBuf;

use serde::Serialize;

use crate::course::Place;

/// A whole Rust program of a chapter: `code/chapters/<topic>/examples/<name>.rs`.
#[derive(Debug, Clone, Serialize)]
pub struct Listing {
    /// The stem of its file, unique in the course.
    pub name: String,
    /// The chapter it belongs to.
    pub topic: String,
    /// The first sentence of its `//!` lines.
    pub purpose: String,
    /// The source, relative to the root of the course.
    pub source: PathBuf,
    /// The recorded output, relative to the root of the course; the file may not exist yet.
    pub output: PathBuf,
    /// How it runs and what it prints.
    pub promise: Promise,
    /// What the schedule explorer says about it.
    pub explore: Option<Explore>,
    /// Its state graph for the page, relative to the root of the course; the file may not exist yet.
    pub graph: Option<PathBuf>,
    /// Its run over time for the page.
    pub timeline: Option<Timeline>,
    /// Its table of orderings for the page.
    pub litmus: Option<Litmus>,
    /// Where the book shows it, in reading order.
    pub places: Vec<Place>,
}

/// A Python program of a chapter: `code/chapters/<topic>/python/<name>.py`.
#[derive(Debug, Clone, Serialize)]
pub struct Recap {
    /// The stem of its file, unique among the recaps.
    pub name: String,
    /// The chapter it belongs to.
    pub topic: String,
    /// The source, relative to the root of the course.
    pub source: PathBuf,
    /// The recorded output, relative to the root of the course; the file may not exist yet.
    pub output: PathBuf,
    /// How it runs and what it prints.
    pub promise: Promise,
    /// Its run over time for the page.
    pub timeline: Option<Timeline>,
    /// Where the book shows it, in reading order.
    pub places: Vec<Place>,
}

/// A Rust program that the compiler or a lint must refuse: `code/chapters/<topic>/rejected/<name>.rs`.
#[derive(Debug, Clone, Serialize)]
pub struct Rejected {
    /// The stem of its file, unique among the rejected programs.
    pub name: String,
    /// The chapter it belongs to.
    pub topic: String,
    /// The first sentence of its `//!` lines.
    pub purpose: String,
    /// The source, relative to the root of the course.
    pub source: PathBuf,
    /// The recorded message, relative to the root of the course; the file may not exist yet.
    pub message: PathBuf,
    /// Who refuses it, and why.
    pub refusal: Refusal,
    /// Where the book shows it, in reading order.
    pub places: Vec<Place>,
}

/// What a run looks like over time: lanes in `<name>.timeline.html`, the same in words in `<name>.timeline.txt`.
///
/// A program with [`OutputRule::Pattern`] prints the log that it is made of; others are run by the explorer in virtual time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Timeline {
    /// The lanes, relative to the root of the course; the file may not exist yet.
    pub lanes: PathBuf,
    /// How long its axis is, in microseconds: timelines with equal axes can be compared.
    pub axis: u64,
}

/// Which outcomes of a program its orderings allow: a table in `<name>.litmus.json`, the same in words in `<name>.litmus.txt`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Litmus {
    /// The table, relative to the root of the course; the file may not exist yet.
    pub table: PathBuf,
    /// The operations whose orderings are its arguments: a name that ends with `store` or `load`.
    pub operations: Vec<String>,
}

/// What the explorer found: a schedule, `code/chapters/<topic>/traces/<name>.txt`, or a state graph, `<name>.graph.json` and `.txt`;
/// or a [`Timeline`] or a [`Litmus`] table.
#[derive(Debug, Clone, Serialize)]
pub struct Trace {
    /// The listing it belongs to.
    pub name: String,
    /// The chapter it belongs to.
    pub topic: String,
    /// The file, relative to the root of the course.
    pub source: PathBuf,
    /// Where the book shows it, in reading order.
    pub places: Vec<Place>,
}

/// How a program is run and what it prints.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Promise {
    /// How its output relates to the recorded one.
    pub output: OutputRule,
    /// Why nothing stronger than `output` holds; present with every rule but [`OutputRule::Exact`].
    pub because: Option<String>,
    /// The exit status.
    pub exit: i32,
    /// It prints its output and then never ends: every thread sleeps.
    pub hangs: bool,
    /// Command-line arguments.
    pub args: Vec<String>,
}

/// How the output of a run relates to the recorded output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum OutputRule {
    /// The recorded bytes.
    Exact,
    /// The recorded lines in any order.
    AnyOrder,
    /// One of the recorded outputs, which are separated by a line `or`.
    OneOf,
    /// The whole output matches the regular expression in the `.pattern` file beside the source.
    Pattern,
    /// No run is compared: it may hang. Its state graph holds every way in which it can end.
    Explored,
}

/// What the schedule explorer says about a listing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "finds", content = "detail")]
pub enum Explore {
    /// No failure.
    Nothing,
    /// A failure of this kind.
    Failure(FailureKind),
    /// Exactly the set of outputs in `.out`.
    Outcomes,
    /// Outside of the explorer's model, for this reason.
    Outside(String),
}

/// What can go wrong in a schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FailureKind {
    /// Threads or tasks wait for each other for ever.
    Deadlock,
    /// A thread or task panics.
    Panic,
    /// Two unordered accesses, one of them a write.
    DataRace,
    /// Threads run for ever without progress.
    Livelock,
    /// A thread or task outlives the program's end.
    Leak,
}

/// Who refuses a program, and with what.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "by", content = "names")]
pub enum Refusal {
    /// rustc does not compile it: the exact set of error codes, sorted; a lint that is an error by default
    /// has its name, and `uncoded` is an error without a code.
    Codes(Vec<String>),
    /// It compiles, and rustc's default lints say exactly this set, sorted.
    Warnings(Vec<String>),
    /// It compiles, and clippy's default lints say exactly this set (without `clippy::`), sorted.
    Clippy(Vec<String>),
}
