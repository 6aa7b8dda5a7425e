//! Starts one job, passes on what it prints, and sees to it that nothing of it is left.

use std::ffi::OsString;
use std::io::{Read, Write};
use std::iter;
use std::os::unix::process::{CommandExt, ExitStatusExt};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::RunError;
use crate::jail::{self, Jail};
use crate::policy::{Network, Policy};
use crate::tier::Tier;

/// How often a cancellation is looked for.
const LOOK: Duration = Duration::from_millis(10);

/// How long to wait between two looks when the streams have closed: the end of the program is near.
const BRIEFLY: Duration = Duration::from_micros(200);

/// A command and what it may do.
#[derive(Debug, Clone)]
pub struct Job {
    /// The program, an absolute path that the policy lets it read.
    pub program: PathBuf,
    /// Its arguments.
    pub arguments: Vec<OsString>,
    /// Its whole environment; nothing is inherited.
    pub environment: Vec<(OsString, OsString)>,
    /// The folder it starts in.
    pub folder: PathBuf,
    /// What it reads from standard input, which ends after that.
    pub input: Vec<u8>,
    /// What it may do.
    pub policy: Policy,
    /// How strong a sandbox to use.
    pub tier: Tier,
}

/// A piece of what the program printed, as it came; a line may be split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Output {
    /// To standard output.
    Stdout(Vec<u8>),
    /// To standard error.
    Stderr(Vec<u8>),
}

/// How a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// By itself, with this status.
    Exited(i32),
    /// By this signal: `SIGXCPU` for the processor limit, `SIGSYS` for a refused call, `SIGABRT` for an abort.
    Signaled(i32),
    /// By us, at the time limit.
    TimedOut,
    /// By us, for it printed more than the limit.
    TooMuchOutput,
    /// By us, for the caller asked.
    Cancelled,
}

/// A job that is over, with nothing of it left running.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Finished {
    /// How it ended.
    pub ending: Ending,
    /// Time by the clock from start to end.
    pub elapsed: Duration,
}

/// Runs `job` to its end and passes what it prints to `on_output`, in order for each of the two streams.
///
/// The calling thread must stay alive meanwhile: the kernel ends the job when that thread ends.
/// Setting `cancel` ends the job within some ten milliseconds.
///
/// # Errors
/// When the sandbox cannot be set up or the program not be started, and when the policy asks for a loopback or a folder of its
/// own in a tier that has none. What the program does is never an error.
pub fn run(
    job: &Job,
    cancel: &AtomicBool,
    on_output: &mut dyn FnMut(Output),
) -> Result<Finished, RunError> {
    if job.tier == Tier::Landlock && job.policy.network == Network::OwnLoopback {
        // Landlock knows ports, not addresses: this would be the network of the machine.
        return Err(RunError::OnlyFull { what: "a network" });
    }
    if job.tier == Tier::Landlock && job.policy.scratch > 0 {
        // Without a mount of its own nothing bounds what many files hold together.
        return Err(RunError::OnlyFull { what: "a folder" });
    }
    let started = Instant::now();
    let mut child = start(job)?;
    feed(&mut child, &job.input);
    let printed = listen(&mut child);
    let why = watch(job, cancel, started, &child, &printed, on_output);
    // It has not been waited for, so its number is still its own, and its group's: nothing of the job survives these lines.
    if jail::has_guard(&job.policy, job.tier) {
        jail::call_guard(child.id());
    } else {
        jail::kill_group(child.id());
    }
    let status = child.wait();
    let ending = why.unwrap_or_else(|| status.map_or(Ending::Signaled(libc::SIGKILL), natural));
    Ok(Finished {
        ending,
        elapsed: started.elapsed(),
    })
}

fn start(job: &Job) -> Result<Child, RunError> {
    let mut jail = Jail::new(&job.policy, job.tier, &job.folder)?;
    let mut command = Command::new(&job.program);
    command
        .args(&job.arguments)
        .env_clear()
        .envs(job.environment.iter().map(|(name, value)| (name, value)))
        .current_dir(&job.folder)
        .stdin(if job.input.is_empty() {
            Stdio::null()
        } else {
            Stdio::piped()
        })
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .process_group(0);
    // SAFETY: `enter` makes system calls only; it neither allocates nor takes a lock (see its module).
    unsafe { command.pre_exec(move || jail.enter()) };
    command.spawn().map_err(|source| RunError::Start {
        program: job.program.clone(),
        source,
    })
}

/// Writes the input from a thread of its own, which ends at the latest when the last reader has ended.
fn feed(child: &mut Child, input: &[u8]) {
    if let Some(mut stream) = child.stdin.take() {
        let input = input.to_vec();
        // A program that does not read its input is no fault of ours.
        thread::spawn(move || stream.write_all(&input).is_ok());
    }
}

/// One thread for each stream; both end when the last writer of the stream has ended.
fn listen(child: &mut Child) -> Receiver<Output> {
    // Bounded, so that a flood waits in the pipe and not in our memory.
    let (sender, receiver) = mpsc::sync_channel(16);
    let other = sender.clone();
    if let Some(stream) = child.stdout.take() {
        thread::spawn(move || pump(stream, |bytes| sender.send(Output::Stdout(bytes)).is_ok()));
    }
    if let Some(stream) = child.stderr.take() {
        thread::spawn(move || pump(stream, |bytes| other.send(Output::Stderr(bytes)).is_ok()));
    }
    receiver
}

fn pump(mut stream: impl Read, mut send: impl FnMut(Vec<u8>) -> bool) {
    let mut buffer = [0; 4096];
    while let Ok(length @ 1..) = stream.read(&mut buffer) {
        if !send(buffer[..length].to_vec()) {
            return;
        }
    }
}

/// Passes on output until the program has ended by itself (`None`), or there is a reason to end it.
fn watch(
    job: &Job,
    cancel: &AtomicBool,
    started: Instant,
    child: &Child,
    printed: &Receiver<Output>,
    on_output: &mut dyn FnMut(Output),
) -> Option<Ending> {
    let mut left = job.policy.limits.output;
    let mut pass_on = |output: Output| {
        let (output, fits) = cut(output, left);
        left -= output.len();
        on_output(output);
        fits
    };
    let mut streams_open = true;
    loop {
        if cancel.load(Ordering::Relaxed) {
            return Some(Ending::Cancelled);
        }
        let Some(time) = job.policy.limits.wall.checked_sub(started.elapsed()) else {
            return Some(Ending::TimedOut);
        };
        if streams_open {
            match printed.recv_timeout(time.min(LOOK)) {
                Ok(output) => {
                    if !pass_on(output) {
                        return Some(Ending::TooMuchOutput);
                    }
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => streams_open = false,
            }
        } else {
            thread::sleep(time.min(BRIEFLY));
        }
        if jail::has_ended(child.id()) {
            // What it started and left behind would keep the streams open.
            jail::kill_group(child.id());
            let all_fit = rest(printed, job.tier).all(pass_on);
            return if all_fit {
                None
            } else {
                Some(Ending::TooMuchOutput)
            };
        }
    }
}

/// What is still in the pipes, which close when nobody is left who could write. Below `Tier::Full` somebody may have escaped the
/// group and hold them open for ever, so the wait is bounded: by far more than our own threads need on a busy machine.
fn rest(printed: &Receiver<Output>, tier: Tier) -> impl Iterator<Item = Output> {
    let patience = match tier {
        Tier::Full => Duration::from_secs(10),
        Tier::Landlock | Tier::Unsandboxed => Duration::from_secs(1),
    };
    iter::from_fn(move || printed.recv_timeout(patience).ok())
}

impl Output {
    fn len(&self) -> usize {
        match self {
            Self::Stdout(bytes) | Self::Stderr(bytes) => bytes.len(),
        }
    }
}

fn cut(mut output: Output, left: usize) -> (Output, bool) {
    let fits = output.len() <= left;
    match &mut output {
        Output::Stdout(bytes) | Output::Stderr(bytes) => bytes.truncate(left),
    }
    (output, fits)
}

fn natural(status: ExitStatus) -> Ending {
    match (status.code(), status.signal()) {
        (Some(code), _) => Ending::Exited(code),
        (None, signal) => Ending::Signaled(signal.unwrap_or(libc::SIGKILL)),
    }
}
