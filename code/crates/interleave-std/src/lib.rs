//! Stands in for the standard library, so that unchanged programs run under the `interleave` scheduler.
//!
//! Pass it to the compiler under the name `std` (`--extern std=…`, or a Cargo dependency *named* `std`).
//! Threads, locks, channels, atomics, clocks and printing are replaced; everything else is the real thing, re-exported.
//! It deliberately adds nothing to the standard library's interface, save the hidden module `__interleave`.
//!
//! Pass it under the names `core` and `alloc` as well, or what a program takes from there escapes the model.
//! What escapes in any case: `static mut`, raw pointers other than what `UnsafeCell::get` gives and those kept after it, counts of `Arc`, real input and output,
//! and threads that other crates start. A program that uses them is explored as if they were not shared.
//!
//! `HashMap` is std's own. So that a search can be repeated, the C library's `getrandom` is replaced by one that gives the same
//! keys to every process. Maps count on from there over all executions of a search: a program whose steps depend on the order of
//! a map has the same result in every search, and may behave otherwise when one schedule of it is replayed alone.

// Names that are exported explicitly take the place of those of the glob.
pub use ::std::*;

pub mod cell;
pub mod hint;
pub mod io;
pub mod panic;
pub mod prelude;
pub mod process;
pub mod sync;
pub mod thread;
pub mod time;

mod entry;
mod keys;
mod local;
mod macros;
mod value;

/// What the macros expand to, and how a program's `main` is handed over. Not part of the standard library.
#[doc(hidden)]
pub mod __interleave {
    pub use crate::entry::{Main, explore_main};
    pub use crate::io::capture::{print, print_error};
    pub use crate::local::LocalKey;
    pub use crate::value::{show, show_as};
    pub use interleave::{Config, Report};
}
