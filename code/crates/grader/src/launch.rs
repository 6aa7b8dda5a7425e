//! The one place where the grader starts processes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use runner::{Ending, Job, Limits, Network, Output, Policy, Processes, Tier};

use crate::GradeError;
use crate::workplace::{BUILD, SCRATCH};

/// Starts compilers and harnesses in a sandbox.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Launcher<'a> {
    pub(crate) tier: Tier,
    pub(crate) cancel: &'a AtomicBool,
    /// Where compilers work, and write.
    pub(crate) folder: &'a Path,
    /// What compilers may read beyond the system's libraries. A harness may not: the answer in it is to see neither the
    /// hidden checks nor the reference.
    pub(crate) compilers_read: &'a [PathBuf],
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
        // Its processor time is limited as well; on a busy machine the clock says nothing about a source, and a right answer
        // would be refused.
        limits.wall = Duration::from_secs(600);
        let mut job = self.job(program, arguments, limits);
        job.folder = self.folder.to_path_buf();
        job.policy.read.extend_from_slice(self.compilers_read);
        job.policy.read.push(self.folder.to_path_buf());
        job.policy.write.push(self.folder.to_path_buf());
        self.run(&job)
    }

    /// Runs a harness to its end. It sees what was built and the answer, and changes nothing.
    pub(crate) fn check(
        &self,
        program: &Path,
        arguments: Vec<OsString>,
        answer: &Path,
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
        let mut job = self.job(program, arguments, limits);
        job.policy.read.push(self.folder.join(BUILD));
        job.policy.read.push(self.folder.join(answer));
        self.run(&job)
    }

    /// The same for checks on the real system: it reads its job from `input`, starts processes, and has an empty folder in
    /// memory, which nobody sees but they.
    pub(crate) fn check_on_the_system(
        &self,
        program: &Path,
        input: Vec<u8>,
    ) -> Result<Ended, GradeError> {
        let limits = Limits {
            // As in `check`, for all checks together; what follows is for each process. A check that stands still is ended long
            // before, so this is for a machine that is busy with other things.
            wall: Duration::from_secs(300),
            processor: Duration::from_secs(10),
            data: 256 << 20,
            file_size: SCRATCH_BYTES,
            tasks: 128,
            output: 16 << 20,
            ..Limits::program()
        };
        let mut job = self.job(program, Vec::new(), limits);
        job.input = input;
        job.folder = self.folder.join(SCRATCH);
        job.environment.retain(|(name, _)| name != "TMPDIR");
        job.environment
            .push(("TMPDIR".into(), job.folder.clone().into()));
        job.policy.scratch = SCRATCH_BYTES;
        job.policy.read.push(self.folder.join(BUILD));
        // Whoever throws away what a process prints writes there.
        job.policy.write.push("/dev/null".into());
        self.run(&job)
    }

    fn job(&self, program: &Path, arguments: Vec<OsString>, limits: Limits) -> Job {
        Job {
            program: program.to_path_buf(),
            arguments,
            environment: environment(self.folder),
            folder: self.folder.join(BUILD),
            input: Vec::new(),
            policy: Policy {
                read: Policy::system_libraries(),
                write: Vec::new(),
                scratch: 0,
                processes: Processes::Allowed,
                network: Network::None,
                limits,
            },
            tier: self.tier,
        }
    }

    fn run(&self, job: &Job) -> Result<Ended, GradeError> {
        let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
        let finished = runner::run(job, self.cancel, &mut |output| match output {
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

/// What all files of a check may hold together.
const SCRATCH_BYTES: u64 = 64 << 20;

/// The least that a compiler and its linker need; nothing of the caller's is handed on.
fn environment(folder: &Path) -> Vec<(OsString, OsString)> {
    vec![
        ("PATH".into(), "/usr/local/bin:/usr/bin:/bin".into()),
        ("TMPDIR".into(), folder.into()),
        ("LANG".into(), "C.UTF-8".into()),
        ("RUST_BACKTRACE".into(), "0".into()),
    ]
}
