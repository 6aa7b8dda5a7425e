//! caught by: a_job_over_its_limit_costs_itself: the greatest limit does not fit into an Instant

use std::collections::VecDeque;
use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Read, Write};
use std::num::NonZeroUsize;
use std::os::fd::AsRawFd;
use std::os::unix::fs::OpenOptionsExt;
use std::process::{Child, Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

pub const MAX_FRAME: u32 = 16 << 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobError {
    WorkerDied,
    TimedOut,
    Rejected(String),
    Closed,
}

struct Worker {
    child: Child,
    stdin: File,
    stdout: File,
}

fn again(pipe: &impl AsRawFd, write: bool) -> io::Result<File> {
    OpenOptions::new()
        .read(!write)
        .write(write)
        .custom_flags(0o4000)
        .open(format!("/proc/self/fd/{}", pipe.as_raw_fd()))
}

fn start(mut command: Command) -> io::Result<Worker> {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let pipes = again(child.stdin.as_ref().unwrap(), true)
        .and_then(|stdin| Ok((stdin, again(child.stdout.as_ref().unwrap(), false)?)));
    child.stdin = None;
    child.stdout = None;
    match pipes {
        Ok((stdin, stdout)) => Ok(Worker {
            child,
            stdin,
            stdout,
        }),
        Err(error) => {
            let _ = child.kill();
            let _ = child.wait();
            Err(error)
        }
    }
}

struct Talk {
    index: usize,
    worker: Worker,
    frame: Vec<u8>,
    written: usize,
    read: Vec<u8>,
    since: Instant,
}

enum Step {
    Nothing,
    Some,
    Done,
    Failed(JobError),
}

impl Talk {
    fn step(&mut self, limit: Duration) -> Step {
        let mut step = Step::Nothing;
        if self.written < self.frame.len() {
            match self.worker.stdin.write(&self.frame[self.written..]) {
                Ok(count) => {
                    self.written += count;
                    step = Step::Some;
                }
                Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                    self.written = self.frame.len()
                }
                Err(_) => {}
            }
        }
        let mut room = [0; 65536];
        match self.worker.stdout.read(&mut room) {
            Ok(0) => return Step::Failed(JobError::WorkerDied),
            Ok(count) => {
                self.read.extend(&room[..count]);
                step = Step::Some;
            }
            Err(error)
                if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted) => {}
            Err(_) => return Step::Failed(JobError::WorkerDied),
        }
        if let Some(header) = self.read.first_chunk::<4>() {
            let length = u32::from_be_bytes(*header);
            if length > MAX_FRAME {
                return Step::Failed(JobError::Rejected(format!("{length} bytes")));
            }
            if self.read.len() >= 4 + length as usize && self.written == self.frame.len() {
                return Step::Done;
            }
        }
        if Instant::now() >= self.since + limit {
            return Step::Failed(JobError::TimedOut);
        }
        step
    }
}

pub struct ProcessPool {
    spawn: Box<dyn Fn() -> Command + Send + Sync>,
    limit: Duration,
    idle: Mutex<Vec<Option<Worker>>>,
    restarts: AtomicUsize,
}

impl ProcessPool {
    pub fn new(
        workers: NonZeroUsize,
        spawn: impl Fn() -> Command + Send + Sync + 'static,
        job_limit: Duration,
    ) -> io::Result<Self> {
        let pool = Self {
            spawn: Box::new(spawn),
            limit: job_limit,
            idle: Mutex::default(),
            restarts: AtomicUsize::new(0),
        };
        for _ in 0..workers.get() {
            // on an error the pool is dropped, with those that were started
            let worker = start((pool.spawn)())?;
            pool.idle.lock().unwrap().push(Some(worker));
        }
        Ok(pool)
    }

    pub fn map(&self, jobs: Vec<Vec<u8>>) -> Vec<Result<Vec<u8>, JobError>> {
        let mut results: Vec<Option<Result<Vec<u8>, JobError>>> =
            jobs.iter().map(|_| None).collect();
        let mut waiting: VecDeque<(usize, Vec<u8>)> = VecDeque::new();
        for (index, job) in jobs.into_iter().enumerate() {
            if job.len() > MAX_FRAME as usize {
                results[index] = Some(Err(JobError::Rejected(
                    "a job of more than MAX_FRAME".into(),
                )));
            } else {
                waiting.push_back((index, job));
            }
        }
        let mut talks: Vec<Talk> = Vec::new();
        while !waiting.is_empty() || !talks.is_empty() {
            while !waiting.is_empty() {
                let Some(place) = self.idle.lock().unwrap().pop() else {
                    break;
                };
                let (index, job) = waiting.pop_front().unwrap();
                let place = place.and_then(|mut worker| match worker.child.try_wait() {
                    Ok(None) => Some(worker),
                    _ => None,
                });
                let worker = match place {
                    Some(worker) => worker,
                    None => match start((self.spawn)()) {
                        Ok(worker) => {
                            self.restarts.fetch_add(1, Ordering::Relaxed);
                            worker
                        }
                        Err(_) => {
                            results[index] = Some(Err(JobError::Closed));
                            self.idle.lock().unwrap().push(None);
                            continue;
                        }
                    },
                };
                let mut frame = (job.len() as u32).to_be_bytes().to_vec();
                frame.extend(job);
                talks.push(Talk {
                    index,
                    worker,
                    frame,
                    written: 0,
                    read: vec![],
                    since: Instant::now(),
                });
            }
            let mut moved = false;
            let mut at = 0;
            while at < talks.len() {
                let result = match talks[at].step(self.limit) {
                    Step::Nothing => {
                        at += 1;
                        continue;
                    }
                    Step::Some => {
                        moved = true;
                        at += 1;
                        continue;
                    }
                    Step::Done => Ok(()),
                    Step::Failed(error) => Err(error),
                };
                moved = true;
                let mut talk = talks.swap_remove(at);
                match result {
                    Ok(()) => {
                        results[talk.index] = Some(Ok(talk.read.split_off(4)));
                        self.idle.lock().unwrap().push(Some(talk.worker));
                    }
                    Err(error) => {
                        let _ = talk.worker.child.kill();
                        let _ = talk.worker.child.wait();
                        results[talk.index] = Some(Err(error));
                        self.idle.lock().unwrap().push(None);
                    }
                }
            }
            if !moved {
                thread::sleep(Duration::from_micros(500));
            }
        }
        results.into_iter().map(Option::unwrap).collect()
    }

    pub fn restarts(&self) -> usize {
        self.restarts.load(Ordering::Relaxed)
    }

    pub fn shutdown(self) {}
}

impl Drop for ProcessPool {
    fn drop(&mut self) {
        let workers: Vec<Worker> = self.idle.get_mut().unwrap().drain(..).flatten().collect();
        let mut children: Vec<(Child, File)> = workers
            .into_iter()
            .map(|worker| (worker.child, worker.stdout))
            .collect();
        let end = Instant::now() + Duration::from_secs(1);
        while !children.is_empty() && Instant::now() < end {
            children.retain_mut(|(child, _)| matches!(child.try_wait(), Ok(None)));
            thread::sleep(Duration::from_millis(1));
        }
        for (mut child, _) in children {
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}
