//! caught by: reports_come_in_the_order_of_the_commands: what is no UTF-8 is replaced

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Seek};
use std::num::NonZeroUsize;
use std::os::unix::process::ExitStatusExt;
use std::process::{self, Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
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

fn nameless_file() -> io::Result<File> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("run-children-{}-{number}", process::id()));
        match OpenOptions::new()
            .read(true)
            .append(true)
            .create_new(true)
            .open(&path)
        {
            Ok(file) => {
                fs::remove_file(&path)?;
                return Ok(file);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
}

fn content(mut file: File) -> Vec<u8> {
    let mut bytes = Vec::new();
    let _ = file.rewind().and_then(|()| file.read_to_end(&mut bytes));
    String::from_utf8_lossy(&bytes).into_owned().into_bytes()
}

fn exit(status: ExitStatus) -> Exit {
    match (status.code(), status.signal()) {
        (Some(code), _) => Exit::Code(code),
        (None, Some(signal)) => Exit::Signal(signal),
        (None, None) => unreachable!("wait reports ends only"),
    }
}

fn run(mut command: Command, limit: Duration) -> io::Result<Report> {
    let (stdout, stderr) = (nameless_file()?, nameless_file()?);
    command
        .stdin(Stdio::null())
        .stdout(stdout.try_clone()?)
        .stderr(stderr.try_clone()?);
    let start = Instant::now();
    let mut child = command.spawn()?;
    let mut pause = Duration::from_micros(100);
    let exit = loop {
        if let Some(status) = child.try_wait()? {
            break exit(status);
        }
        if start.elapsed() >= limit {
            child.kill()?;
            child.wait()?;
            break Exit::TimedOut;
        }
        thread::sleep(pause.min(limit.saturating_sub(start.elapsed())));
        pause = (pause * 2).min(Duration::from_millis(10));
    };
    let took = start.elapsed();
    Ok(Report {
        exit,
        stdout: content(stdout),
        stderr: content(stderr),
        took,
    })
}

pub fn run_children(
    commands: Vec<Command>,
    parallel: NonZeroUsize,
    limit: Duration,
) -> Vec<Report> {
    let workers = parallel.get().min(commands.len());
    let queue = Mutex::new(commands.into_iter().enumerate());
    let reports = Mutex::new(Vec::new());
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let Some((index, command)) = queue.lock().unwrap().next() else {
                        break;
                    };
                    let report = run(command, limit).unwrap_or_else(|error| Report {
                        exit: Exit::NotStarted(error.to_string()),
                        stdout: vec![],
                        stderr: vec![],
                        took: Duration::ZERO,
                    });
                    reports.lock().unwrap().push((index, report));
                }
            });
        }
    });
    let mut reports = reports.into_inner().unwrap();
    reports.sort_by_key(|(index, _)| *index);
    reports.into_iter().map(|(_, report)| report).collect()
}
