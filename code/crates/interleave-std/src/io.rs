//! `std::io`: standard output and error are captured, everything else is real.

pub use ::std::io::*;

pub(crate) mod capture;

pub use capture::{Stderr, StderrLock, Stdout, StdoutLock, stderr, stdout};
