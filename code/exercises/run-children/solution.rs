//! Children that print into files.
//!
//! A pipe ties parent and child together: the child stops when nobody reads, and the parent's reading ends only when the last
//! process that holds the other end has ended, be it one that it never heard of. A file does neither. So each child prints
//! into two files without a name, one thread looks after all of them, and what was printed is read when the child has ended.

use std::collections::VecDeque;
use std::fs::{self, File};
use std::io::{self, Read, Seek};
use std::num::NonZeroUsize;
use std::os::unix::process::ExitStatusExt;
use std::process::{self, Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};
use std::{env, iter};

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Exit {
    /// By itself, with this code.
    Code(i32),
    /// By this signal, which was not yours.
    Signal(i32),
    /// By you: it had not ended within the limit.
    TimedOut,
    /// It could not be started, and this is why.
    NotStarted(String),
}

/// What came of one command.
#[derive(Debug)]
pub struct Report {
    /// How it ended.
    pub exit: Exit,
    /// What it printed to standard output, as far as it came.
    pub stdout: Vec<u8>,
    /// What it printed to standard error, as far as it came.
    pub stderr: Vec<u8>,
    /// How long it ran: from its own start to its end.
    pub took: Duration,
}

/// Runs all commands, at most `parallel` at a time, and kills those that have not ended after `limit`.
///
/// The reports are in the order of the commands. Every child has ended, and has been waited for, when this returns. What they
/// print is kept in the folder for temporary files until then.
pub fn run_children(
    commands: Vec<Command>,
    parallel: NonZeroUsize,
    limit: Duration,
) -> Vec<Report> {
    let mut reports: Vec<Option<Report>> =
        iter::repeat_with(|| None).take(commands.len()).collect();
    let mut waiting: VecDeque<(usize, Command)> = commands.into_iter().enumerate().collect();
    let mut running: Vec<(usize, Running)> = Vec::new();
    let mut pause = SHORTEST;
    while !(waiting.is_empty() && running.is_empty()) {
        while running.len() < parallel.get()
            && let Some((index, command)) = waiting.pop_front()
        {
            match Running::start(command) {
                Ok(child) => running.push((index, child)),
                Err(error) => reports[index] = Some(not_started(&error)),
            }
        }
        let before = running.len();
        running.retain_mut(|(index, child)| {
            reports[*index] = child.look(limit);
            reports[*index].is_none()
        });
        // Std cannot wait for one of several children, or for a child until a deadline, so this looks again and again: soon
        // after something has happened, then more and more seldom.
        pause = match running.len() {
            now if now < before => SHORTEST,
            _ => LONGEST.min(pause * 2),
        };
        if !running.is_empty() {
            thread::sleep(pause);
        }
    }
    reports.into_iter().flatten().collect()
}

const SHORTEST: Duration = Duration::from_micros(200);
const LONGEST: Duration = Duration::from_millis(10);

/// A child that has been started and not been waited for.
struct Running {
    child: Child,
    started: Instant,
    stdout: File,
    stderr: File,
}

impl Running {
    fn start(mut command: Command) -> io::Result<Self> {
        let (stdout, stderr) = (nameless_file()?, nameless_file()?);
        let child = command
            .stdin(Stdio::null())
            .stdout(stdout.try_clone()?)
            .stderr(stderr.try_clone()?)
            .spawn()?;
        Ok(Self {
            child,
            started: Instant::now(),
            stdout,
            stderr,
        })
    }

    /// The report, once the child has ended; kills it when its time is up.
    fn look(&mut self, limit: Duration) -> Option<Report> {
        let ended = self.child.try_wait();
        let took = self.started.elapsed();
        let exit = match ended {
            Ok(Some(status)) => exit(status),
            Ok(None) if took < limit => return None,
            // It may have ended by itself since: then neither call does any harm.
            Ok(None) | Err(_) => {
                let _ = self.child.kill();
                let _ = self.child.wait();
                Exit::TimedOut
            }
        };
        Some(Report {
            exit,
            stdout: all_of(&mut self.stdout),
            stderr: all_of(&mut self.stderr),
            took: self.started.elapsed(),
        })
    }
}

fn exit(status: ExitStatus) -> Exit {
    match (status.code(), status.signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, signal) => Exit::Signal(signal.unwrap_or_default()),
    }
}

fn not_started(error: &io::Error) -> Report {
    Report {
        exit: Exit::NotStarted(error.to_string()),
        stdout: Vec::new(),
        stderr: Vec::new(),
        took: Duration::ZERO,
    }
}

/// The child moved the place in the file that it shares with this process, so reading begins at the front.
fn all_of(file: &mut File) -> Vec<u8> {
    let mut bytes = Vec::new();
    let read = file.rewind().and_then(|()| file.read_to_end(&mut bytes));
    // What could be read is better than nothing.
    let _ = read;
    bytes
}

/// A file that is gone when the last process has closed it.
fn nameless_file() -> io::Result<File> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    loop {
        // ORDERING: Relaxed, because each number only has to be taken once.
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = env::temp_dir().join(format!("run-children-{}-{number}", process::id()));
        match File::options()
            .read(true)
            .write(true)
            .create_new(true)
            .open(&path)
        {
            Ok(file) => {
                fs::remove_file(&path)?;
                return Ok(file);
            }
            // Somebody had our number before us.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}
