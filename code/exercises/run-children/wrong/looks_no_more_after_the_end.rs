//! caught by: last_words_are_in_the_report: what comes between the last look at the streams and the end is lost

use std::io::{ErrorKind, Read};
use std::num::NonZeroUsize;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Exit {
    /// By itself, with this code.
    Code(i32),
    /// By this signal, which was not ours.
    Signal(i32),
    /// By us: it had not ended within the limit.
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

/// Takes what is there now, and does not wait for more.
///
/// It ends after a megabyte, which is more than a socket holds: nobody who prints without end keeps us from looking at the time.
fn drain(stream: &mut UnixStream, into: &mut Vec<u8>) {
    let mut room = [0; 65536];
    for _ in 0..16 {
        match stream.read(&mut room) {
            Ok(0) => return,
            Ok(count) => into.extend_from_slice(&room[..count]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // Nothing is there now, or nobody will send more.
            Err(_) => return,
        }
    }
}

/// A child that prints into sockets, and our ends of them.
fn start(command: &mut Command) -> std::io::Result<(Child, UnixStream, UnixStream)> {
    let (ours, theirs) = UnixStream::pair()?;
    let (our_errors, their_errors) = UnixStream::pair()?;
    ours.set_nonblocking(true)?;
    our_errors.set_nonblocking(true)?;
    command
        .stdout(OwnedFd::from(theirs))
        .stderr(OwnedFd::from(their_errors));
    Ok((command.spawn()?, ours, our_errors))
}

fn run(command: &mut Command, limit: Duration) -> Report {
    let begin = Instant::now();
    let mut report = Report {
        exit: Exit::TimedOut,
        stdout: vec![],
        stderr: vec![],
        took: Duration::ZERO,
    };
    let (mut child, mut out, mut err) = match start(command) {
        Ok(started) => started,
        Err(error) => {
            report.exit = Exit::NotStarted(format!("{command:?}: {error}"));
            return report;
        }
    };
    let status = loop {
        drain(&mut out, &mut report.stdout);
        drain(&mut err, &mut report.stderr);
        match child.try_wait().expect("the child is ours") {
            Some(status) => break Some(status),
            None if begin.elapsed() >= limit => {
                child.kill().expect("the child is ours");
                child.wait().expect("the child is ours");
                break None;
            }
            None => thread::sleep(Duration::from_millis(1)),
        }
    };
    report.took = begin.elapsed();
    if let Some(status) = status {
        report.exit = match status.code() {
            Some(code) => Exit::Code(code),
            None => Exit::Signal(status.signal().unwrap()),
        };
    }
    report
}

/// Runs all commands, at most `parallel` at a time, and kills those that have not ended after `limit`.
pub fn run_children(
    commands: Vec<Command>,
    parallel: NonZeroUsize,
    limit: Duration,
) -> Vec<Report> {
    let workers = parallel.get().min(commands.len());
    let mut reports: Vec<Option<Report>> = commands.iter().map(|_| None).collect();
    let queue = Mutex::new(commands.into_iter().zip(&mut reports));
    let next = || queue.lock().expect("nobody panics with it").next();
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some((mut command, report)) = next() {
                    *report = Some(run(&mut command, limit));
                }
            });
        }
    });
    drop(queue);
    reports.into_iter().flatten().collect()
}
