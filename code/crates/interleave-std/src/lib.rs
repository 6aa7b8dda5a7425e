//! Stands in for the standard library, so that unchanged programs run under the `interleave` scheduler.
//!
//! Pass it to the compiler under the name `std` (`--extern std=…`, or a Cargo dependency *named* `std`).
//! Threads, locks, channels, atomics, clocks and printing are replaced; everything else is the real thing, re-exported.
//! It deliberately adds nothing to the standard library's interface, save the hidden module `__interleave`.

// Names that are exported explicitly take the place of those of the glob.
pub use ::std::*;

pub mod sync;
pub mod thread;
