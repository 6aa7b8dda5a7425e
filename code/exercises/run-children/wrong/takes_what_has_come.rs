//! caught by: last_words_are_in_the_report: when the child has ended, what its readers have not sent yet is left out

use std::io::Read;
use std::num::NonZeroUsize;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, Sender};
use std::thread;
use std::time::{Duration, Instant};

#[derive(Debug, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    Signal(i32),
    TimedOut,
    NotStarted(String),
}

#[derive(Debug)]
pub struct Report {
    pub exit: Exit,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub took: Duration,
}

pub fn run_children(
    commands: Vec<Command>,
    parallel: NonZeroUsize,
    limit: Duration,
) -> Vec<Report> {
    let count = commands.len();
    let reports: Mutex<Vec<Option<Report>>> = Mutex::new((0..count).map(|_| None).collect());
    let queue = Mutex::new(commands.into_iter().enumerate());
    thread::scope(|scope| {
        for _ in 0..parallel.get().min(count) {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap().next();
                    let Some((index, command)) = next else { break };
                    let report = run_one(command, limit);
                    reports.lock().unwrap()[index] = Some(report);
                }
            });
        }
    });
    reports
        .into_inner()
        .unwrap()
        .into_iter()
        .flatten()
        .collect()
}

fn run_one(mut command: Command, limit: Duration) -> Report {
    let started = Instant::now();
    let spawned = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child = match spawned {
        Ok(child) => child,
        Err(error) => {
            return Report {
                exit: Exit::NotStarted(error.to_string()),
                stdout: Vec::new(),
                stderr: Vec::new(),
                took: started.elapsed(),
            };
        }
    };
    let (sender, pieces) = mpsc::channel();
    read_along(child.stdout.take().unwrap(), false, sender.clone());
    read_along(child.stderr.take().unwrap(), true, sender);

    let exit = loop {
        if let Some(status) = child.try_wait().unwrap() {
            break exit(status);
        }
        if started.elapsed() >= limit {
            let _ = child.kill();
            let _ = child.wait();
            break Exit::TimedOut;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let took = started.elapsed();

    let (mut stdout, mut stderr) = (Vec::new(), Vec::new());
    for (is_error, piece) in pieces.try_iter() {
        match is_error {
            false => stdout.extend(piece),
            true => stderr.extend(piece),
        }
    }
    Report {
        exit,
        stdout,
        stderr,
        took,
    }
}

fn read_along(
    mut stream: impl Read + Send + 'static,
    is_error: bool,
    sender: Sender<(bool, Vec<u8>)>,
) {
    thread::spawn(move || {
        let mut piece = [0; 8192];
        while let Ok(count @ 1..) = stream.read(&mut piece) {
            if sender.send((is_error, piece[..count].to_vec())).is_err() {
                break;
            }
        }
    });
}

fn exit(status: ExitStatus) -> Exit {
    match status.code() {
        Some(code) => Exit::Code(code),
        None => Exit::Signal(status.signal().unwrap_or(0)),
    }
}
