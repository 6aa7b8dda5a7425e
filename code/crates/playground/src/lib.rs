//! Compiles and runs programs that readers have edited, in the sandbox.
//!
//! [`Playground`] turns a [`Program`] into [`Event`]s: stages, messages of the compiler, output, and how it ended.
//! [`CourseCrates`] are the libraries that the chapters use, built once by Cargo; after that rustc is called directly,
//! with incremental compilation for each listing. [`Jailer`] lets the schedule explorer work in the same sandbox.
//!
//! It deliberately knows no HTTP, reads no page, and starts nothing outside of `runner` but Cargo for the course's own
//! dependencies.

#![forbid(unsafe_code)]

mod chapters;
mod crates;
mod error;
mod event;
mod explore;
mod jailer;
mod messages;
mod needs;
mod pending;
mod playground;
mod program;
mod utf8;
mod workshop;

pub use chapters::crates_of_chapter;
pub use crates::{CourseCrates, Progress, sysroot};
pub use error::PlaygroundError;
pub use event::{Diagnostic, Elapsed, Event, Finished, Outcome, Stage};
pub use explore::{Explored, View};
pub use jailer::Jailer;
pub use needs::{names_crate, needs_files, needs_network, needs_processes};
pub use playground::{Playground, Settings};
pub use program::{Judge, Program};
