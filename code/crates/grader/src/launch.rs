//! The one place where the grader starts processes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use runner::{Ending, Job, Limits, Network, Output, Policy, Processes, Tier};

use crate::GradeError;

/// Starts compilers and harnesses in a sandbox.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Launcher<'a> {
    pub(crate) tier: Tier,
    pub(crate) cancel: &'a AtomicBool,
    /// Where the processes may write, and where they start.
    pub(crate) folder: &'a Path,
    /// What they may read beyond the system's libraries.
    pub(crate) readable: &'a [PathBuf],
}

/// A process that has ended.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) ending: Ending,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: Vec<u8>,
}

impl Ended {
    pub(crate) fn succeeded(&self) -> bool {
        self.ending == Ending::Exited(0)
    }
}

impl Launcher<'_> {
    /// Runs a compiler, with its linker, to its end.
    pub(crate) fn compile(
        &self,
        program: &Path,
        arguments: Vec<OsString>,
    ) -> Result<Ended, GradeError> {
        let mut limits = Limits::compiler();
        limits.output = 4 << 20;
        self.run(program, arguments, limits)
    }

    /// Runs a harness to its end.
    pub(crate) fn check(
        &self,
        program: &Path,
        arguments: Vec<OsString>,
    ) -> Result<Ended, GradeError> {
        let limits = Limits {
            // Each check has its own limits, set by the engine; these are for all of them together.
            wall: Duration::from_secs(60),
            processor: Duration::from_secs(60),
            address_space: 16 << 30,
            data: 8 << 30,
            tasks: 1024,
            output: 16 << 20,
            ..Limits::program()
        };
        self.run(program, arguments, limits)
    }

    fn run(
        &self,
        program: &Path,
        arguments: Vec<OsString>,
        limits: Limits,
    ) -> Result<Ended, GradeError> {
        let mut read = Policy::system_libraries();
        read.extend(self.readable.iter().cloned());
        read.push(self.folder.to_path_buf());
        let job = Job {
            program: program.to_path_buf(),
            arguments,
            environment: environment(self.folder),
            folder: self.folder.to_path_buf(),
            input: Vec::new(),
            policy: Policy {
                read,
                write: vec![self.folder.to_path_buf()],
                processes: Processes::Allowed,
                network: Network::None,
                limits,
            },
            tier: self.tier,
        };
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let finished = runner::run(&job, self.cancel, &mut |output| match output {
            Output::Stdout(bytes) => stdout.extend(bytes),
            Output::Stderr(bytes) => stderr.extend(bytes),
        })?;
        if finished.ending == Ending::Cancelled {
            return Err(GradeError::Cancelled);
        }
        Ok(Ended {
            ending: finished.ending,
            stdout,
            stderr,
        })
    }
}

/// The least that a compiler and its linker need; nothing of the caller's is handed on.
fn environment(folder: &Path) -> Vec<(OsString, OsString)> {
    vec![
        ("PATH".into(), "/usr/local/bin:/usr/bin:/bin".into()),
        ("TMPDIR".into(), folder.into()),
        ("LANG".into(), "C.UTF-8".into()),
        ("RUST_BACKTRACE".into(), "0".into()),
    ]
}
