//! What the hidden checks of the exercises share.
//!
//! A check is a function that panics with a sentence when an answer breaks a promise of its task. It is compiled twice
//! from the same source: against the facades (with `--cfg interleave`), where the engine runs it under many schedules
//! and time is virtual, and against the real crates, where it is repeated a few hundred times.
//!
//! The checks of an exercise about processes run on the real system instead: [`main_on_the_system`], and what such checks
//! share, [`processes`].
//!
//! The counters of this crate are atomics of `core`, which the engine does not see: counting adds neither scheduling
//! points nor lines to a trace. It deliberately knows nothing of any exercise.

mod cancel;
mod count;
mod engine;
mod expect;
#[cfg(target_os = "linux")]
mod filter;
mod hold;
pub mod job;
#[cfg(not(interleave))]
pub mod processes;
mod run;
mod threads;

pub use cancel::{CancelAfter, cancel_after};
pub use count::{Counted, Live, Tally};
pub use engine::{let_time_pass, note, seconds, slack, steps};
pub use expect::{expect, expect_eq};
pub use hold::{HeldBack, ends_meanwhile, hold_back};
pub use run::main;
#[cfg(not(interleave))]
pub use run::main_on_the_system;
pub use threads::{scoped, spawn};
