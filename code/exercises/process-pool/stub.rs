//! A pool of worker processes, which answer frames with frames.

use std::io;
use std::num::NonZeroUsize;
use std::process::Command;
use std::time::Duration;

/// The longest payload of a frame, in bytes, in either direction.
pub const MAX_FRAME: u32 = 16 << 20;

/// Why a job has no reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobError {
    /// Its worker ended before the reply was complete.
    WorkerDied,
    /// The reply was not complete within the limit.
    TimedOut,
    /// The job or its reply is longer than `MAX_FRAME`, or the reply is no frame; and in words what it is.
    Rejected(String),
    /// No worker can be started for it.
    Closed,
}

/// So many processes that take a job as a frame on standard input and answer with a frame on standard output.
///
/// A frame is the length of its payload in four bytes, the most significant first, and the payload.
pub struct ProcessPool {
    _fields: (), // replace this by your own
}

impl ProcessPool {
    /// Starts `workers` processes, each with a command that `spawn` builds. Fails when one of them cannot be started.
    ///
    /// Workers that die are replaced in the same way.
    pub fn new(
        workers: NonZeroUsize,
        spawn: impl Fn() -> Command + Send + Sync + 'static,
        job_limit: Duration,
    ) -> io::Result<Self> {
        let _ = (workers, spawn, job_limit);
        todo!("start the workers, with pipes for their input and output")
    }

    /// Hands the jobs to the workers; the replies are in the order of the jobs.
    ///
    /// A job that its worker does not survive, or that takes longer than the limit, costs nothing but itself.
    pub fn map(&self, jobs: Vec<Vec<u8>>) -> Vec<Result<Vec<u8>, JobError>> {
        let _ = jobs;
        todo!("give each free worker a job, until there are no more")
    }

    /// How many workers were started in place of others.
    pub fn restarts(&self) -> usize {
        todo!("count them")
    }

    /// Closes the input of all workers, waits for them, and kills those that do not end by themselves. Dropping does the same.
    pub fn shutdown(self) {
        todo!("leave no process behind")
    }
}
