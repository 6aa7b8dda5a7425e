//! caught by: ends_are_told_apart: the place of a command that could not be started is never free again

use std::collections::hash_map::RandomState;
use std::hash::{BuildHasher, Hasher};
use std::io::{PipeReader, PipeWriter, Read, Write};
use std::num::NonZeroUsize;
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::sync::{Arc, Condvar, Mutex};
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

fn random_mark() -> Vec<u8> {
    let mut v = vec![];
    for i in 0..4u64 {
        let mut h = RandomState::new().build_hasher();
        h.write_u64(i);
        v.extend(h.finish().to_le_bytes());
    }
    v
}

// reads until the mark, which is cut off with all that comes behind it
fn read_to_mark(mut r: PipeReader, mark: Vec<u8>) -> Vec<u8> {
    let mut all = vec![];
    let mut piece = vec![0u8; 100_000];
    loop {
        let from = all.len() - all.len().min(mark.len());
        let n = match r.read(&mut piece) {
            Ok(0) => return all,
            Ok(n) => n,
            Err(_) => continue,
        };
        all.extend_from_slice(&piece[..n]);
        if let Some(p) = all[from..].windows(mark.len()).position(|w| w == mark) {
            all.truncate(from + p);
            return all;
        }
    }
}

fn one(mut command: Command, limit: Duration) -> Report {
    let (out_r, out_w): (PipeReader, PipeWriter) = std::io::pipe().unwrap();
    let (err_r, err_w) = std::io::pipe().unwrap();
    command.stdout(out_w.try_clone().unwrap());
    command.stderr(err_w.try_clone().unwrap());
    let started = Instant::now();
    let spawned = command.spawn();
    drop(command);
    let mut child = match spawned {
        Ok(c) => c,
        Err(e) => {
            return Report {
                exit: Exit::NotStarted(e.to_string()),
                stdout: vec![],
                stderr: vec![],
                took: started.elapsed(),
            };
        }
    };
    let mark = random_mark();
    let m1 = mark.clone();
    let m2 = mark.clone();
    let t1 = thread::spawn(move || read_to_mark(out_r, m1));
    let t2 = thread::spawn(move || read_to_mark(err_r, m2));
    let exit;
    loop {
        let status = child.try_wait().unwrap();
        if status.is_some() {
            let s = status.unwrap();
            if s.code().is_some() {
                exit = Exit::Code(s.code().unwrap());
            } else {
                exit = Exit::Signal(s.signal().unwrap());
            }
            break;
        }
        if started.elapsed() >= limit {
            let _ = child.kill();
            let _ = child.wait();
            exit = Exit::TimedOut;
            break;
        }
        thread::sleep(Duration::from_millis(2));
    }
    let took = started.elapsed();
    let mut out_w = out_w;
    let mut err_w = err_w;
    out_w.write_all(&mark).unwrap();
    err_w.write_all(&mark).unwrap();
    Report {
        exit,
        stdout: t1.join().unwrap(),
        stderr: t2.join().unwrap(),
        took,
    }
}

pub fn run_children(
    commands: Vec<Command>,
    parallel: NonZeroUsize,
    limit: Duration,
) -> Vec<Report> {
    let free = Arc::new((Mutex::new(parallel.get()), Condvar::new()));
    let mut handles = vec![];
    for command in commands {
        let mut n = free.0.lock().unwrap();
        while *n == 0 {
            n = free.1.wait(n).unwrap();
        }
        *n -= 1;
        drop(n);
        let free = free.clone();
        handles.push(thread::spawn(move || {
            let r = one(command, limit);
            if !matches!(r.exit, Exit::NotStarted(_)) {
                *free.0.lock().unwrap() += 1;
                free.1.notify_one();
            }
            r
        }));
    }
    let mut out = vec![];
    for h in handles {
        out.push(h.join().unwrap());
    }
    out
}
