//! How a program's `main` is handed to the engine.

use std::fmt::Debug;
use std::process::ExitCode;

/// What a `main` may return.
pub trait Main {
    /// Panics when the value stands for a failed run.
    fn judge(self);
}

impl Main for () {
    fn judge(self) {}
}

impl Main for ExitCode {
    #[track_caller]
    fn judge(self) {
        assert!(self == Self::SUCCESS, "main returns {self:?}");
    }
}

impl<T: Main, E: Debug> Main for Result<T, E> {
    fn judge(self) {
        match self {
            Ok(value) => value.judge(),
            Err(error) => panic!("main returns Err({error:?})"),
        }
    }
}

/// Explores a program's `main` as the environment says, and ends the process.
pub fn explore_main<M: Main>(main: fn() -> M) -> ! {
    interleave::isolated::run_as_program(&|| main().judge())
}
