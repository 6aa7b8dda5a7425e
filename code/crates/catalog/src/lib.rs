//! Reads the course from its folders; starts no process and opens no socket.
//!
//! [`Course::load`] gives the chapters in the order of `src/SUMMARY.md`, each with its pages and with every program
//! of its package: what the program is for, what it promises (its directives) and on which page it stands.
//! [`page::Markdown`] reads one page: its fences, includes, links and headings.
//!
//! It deliberately checks only what it needs to read; whether promises hold is the business of `recorder` and of the
//! tests of the repository.

#![forbid(unsafe_code)]

mod chapter;
mod course;
mod coverage;
mod directives;
mod error;
mod exercise;
mod nearest;
pub mod page;
mod program;
mod summary;

pub use course::{Chapter, Course, Page, Part, Place, find_root};
pub use coverage::{Coverage, CoverageRow};
pub use error::CatalogError;
pub use exercise::{Check, CheckKind, Exercise, ExerciseManifest, System, UnsafeCode, WrongAnswer};
pub use nearest::nearest;
pub use program::{
    Explore, FailureKind, Listing, Litmus, OutputRule, Promise, Recap, Refusal, Rejected, Timeline,
    Trace,
};
