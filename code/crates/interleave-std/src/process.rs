//! `std::process`: the end of the process ends the execution.
//!
//! # Why each schedule is a real one
//!
//! [`std::process::exit`](https://doc.rust-lang.org/std/process/fn.exit.html) ends the process at once, without the destructors of any thread; a code other than 0 is a failure that the program asked for.

pub use ::std::process::*;

use interleave::{Outcome, runtime};

/// Ends the program: successfully with 0, else as a failure.
pub fn exit(code: i32) -> ! {
    if !runtime::is_active() || runtime::is_in_hook() {
        ::std::process::exit(code);
    }
    if code == 0 {
        runtime::finish_early()
    }
    runtime::fail(
        Outcome::Panic,
        format!("the program exits with code {code}"),
    )
}

/// Ends the program at once, which is a failure.
pub fn abort() -> ! {
    if !runtime::is_active() || runtime::is_in_hook() {
        ::std::process::abort();
    }
    runtime::fail(Outcome::Panic, "the program aborts".to_owned())
}
