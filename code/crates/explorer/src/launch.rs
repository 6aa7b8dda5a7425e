//! Starting commands, so that a caller can wrap each in a sandbox.

use std::io;
use std::process::{Command, Output, Stdio};

/// What a command is for, which decides what a sandbox lets it do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A compiler that reads the program and writes to the build folder.
    Compile,
    /// The program itself, which writes its report to the file that its environment names.
    Explore,
}

/// Runs a prepared command to its end.
pub trait Launcher: Sync {
    /// Runs it and gives its output.
    ///
    /// # Errors
    /// When it cannot be started.
    fn launch(&self, command: Command, purpose: Purpose) -> io::Result<Output>;
}

/// Runs commands as they are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Direct;

impl Launcher for Direct {
    fn launch(&self, mut command: Command, _: Purpose) -> io::Result<Output> {
        command.stdin(Stdio::null()).output()
    }
}

/// Runs commands as they are, the explored program with these arguments.
#[derive(Clone, Copy, Debug)]
pub(crate) struct With<'a>(pub(crate) &'a [String]);

impl Launcher for With<'_> {
    fn launch(&self, mut command: Command, purpose: Purpose) -> io::Result<Output> {
        if purpose == Purpose::Explore {
            command.args(self.0);
        }
        Direct.launch(command, purpose)
    }
}
