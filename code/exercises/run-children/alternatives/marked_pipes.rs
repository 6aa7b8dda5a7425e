//! design: a thread for each place and for each pipe; a mark, written behind the last word of a child, ends the reading

use std::hash::{BuildHasher, Hasher, RandomState};
use std::io::{self, PipeWriter, Read, Write};
use std::num::NonZeroUsize;
use std::os::unix::process::ExitStatusExt;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::Mutex;
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub enum Exit {
    Code(i32),
    Signal(i32),
    TimedOut,
    NotStarted(String),
}

/// What came of one command.
#[derive(Debug)]
pub struct Report {
    pub exit: Exit,
    pub stdout: Vec<u8>,
    pub stderr: Vec<u8>,
    pub took: Duration,
}

/// Runs all commands, at most `parallel` at a time, and kills those that have not ended after `limit`.
pub fn run_children(
    commands: Vec<Command>,
    parallel: NonZeroUsize,
    limit: Duration,
) -> Vec<Report> {
    let places = parallel.get().min(commands.len());
    let next = Mutex::new(commands.into_iter().enumerate());
    let mut reports: Vec<(usize, Report)> = thread::scope(|scope| {
        let work = || {
            let mut mine = Vec::new();
            loop {
                // The lock is given back before the child is started.
                let taken = next.lock().unwrap().next();
                let Some((index, command)) = taken else {
                    return mine;
                };
                mine.push((index, run(command, limit)));
            }
        };
        let workers: Vec<_> = (0..places).map(|_| scope.spawn(work)).collect();
        workers
            .into_iter()
            .flat_map(|worker| worker.join().unwrap())
            .collect()
    });
    reports.sort_by_key(|(index, _)| *index);
    reports.into_iter().map(|(_, report)| report).collect()
}

fn run(command: Command, limit: Duration) -> Report {
    try_run(command, limit).unwrap_or_else(|error| Report {
        exit: Exit::NotStarted(error.to_string()),
        stdout: Vec::new(),
        stderr: Vec::new(),
        took: Duration::ZERO,
    })
}

fn try_run(mut command: Command, limit: Duration) -> io::Result<Report> {
    let (stdout, out) = Stream::open()?;
    let (stderr, error) = Stream::open()?;
    let started = Instant::now();
    let mut child = command
        .stdin(Stdio::null())
        .stdout(out)
        .stderr(error)
        .spawn()?;
    // It holds the ends of the pipes that were for the child.
    drop(command);
    let exit = loop {
        if let Some(status) = child.try_wait()? {
            break exit(status);
        }
        let left = limit.saturating_sub(started.elapsed());
        if left.is_zero() {
            child.kill()?;
            child.wait()?;
            break Exit::TimedOut;
        }
        thread::sleep(left.min(Duration::from_millis(2)));
    };
    let took = started.elapsed();
    Ok(Report {
        exit,
        stdout: stdout.finish(),
        stderr: stderr.finish(),
        took,
    })
}

fn exit(status: ExitStatus) -> Exit {
    status
        .code()
        .map(Exit::Code)
        .or(status.signal().map(Exit::Signal))
        .expect("a process that has ended did so by itself or by a signal")
}

/// A pipe whose reading ends at a mark that the parent writes itself.
struct Stream {
    mark: [u8; 16],
    writer: PipeWriter,
    reader: JoinHandle<Vec<u8>>,
}

impl Stream {
    fn open() -> io::Result<(Self, PipeWriter)> {
        let (reader, writer) = io::pipe()?;
        let for_child = writer.try_clone()?;
        // As good as random, so that no child prints it.
        let half = || RandomState::new().build_hasher().finish();
        let mut mark = [0; 16];
        mark[..8].copy_from_slice(&half().to_ne_bytes());
        mark[8..].copy_from_slice(&half().to_ne_bytes());
        let reader = thread::spawn(move || read_to(mark, reader));
        Ok((
            Self {
                mark,
                writer,
                reader,
            },
            for_child,
        ))
    }

    /// To be called when the child has ended: what it has printed is in the pipe, before the mark.
    fn finish(mut self) -> Vec<u8> {
        let _ = self.writer.write_all(&self.mark);
        drop(self.writer);
        self.reader.join().unwrap_or_default()
    }
}

fn read_to(mark: [u8; 16], mut pipe: impl Read) -> Vec<u8> {
    let mut all = Vec::new();
    let mut piece = vec![0; 1 << 16];
    loop {
        let count = pipe.read(&mut piece).unwrap_or(0);
        if count == 0 {
            return all;
        }
        let from = all.len().saturating_sub(mark.len() - 1);
        all.extend_from_slice(&piece[..count]);
        if let Some(at) = all[from..]
            .windows(mark.len())
            .position(|bytes| bytes == mark)
        {
            all.truncate(from + at);
            return all;
        }
    }
}
