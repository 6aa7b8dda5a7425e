//! caught by: long_frames_block_nobody: the longest frame that is allowed is taken for one that is too long

use std::io::{self, ErrorKind, Read, Write};
use std::num::NonZeroUsize;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

pub const MAX_FRAME: u32 = 16 << 20;

const GRACE: Duration = Duration::from_millis(500);

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobError {
    WorkerDied,
    TimedOut,
    Rejected(String),
    Closed,
}

pub struct ProcessPool {
    spawn: Box<dyn Fn() -> Command + Send + Sync>,
    job_limit: Duration,
    workers: usize,
    free: Mutex<Vec<Option<Worker>>>,
    given_back: Condvar,
    restarts: AtomicUsize,
}

impl ProcessPool {
    pub fn new(
        workers: NonZeroUsize,
        spawn: impl Fn() -> Command + Send + Sync + 'static,
        job_limit: Duration,
    ) -> io::Result<Self> {
        let started: io::Result<Vec<_>> = (0..workers.get())
            .map(|_| Worker::start(spawn()).map(Some))
            .collect();
        Ok(Self {
            spawn: Box::new(spawn),
            job_limit,
            workers: workers.get(),
            free: Mutex::new(started?),
            given_back: Condvar::new(),
            restarts: AtomicUsize::new(0),
        })
    }

    pub fn map(&self, jobs: Vec<Vec<u8>>) -> Vec<Result<Vec<u8>, JobError>> {
        let next = AtomicUsize::new(0);
        let work = || {
            let mut replies = Vec::new();
            loop {
                let index = next.fetch_add(1, Ordering::Relaxed);
                let Some(job) = jobs.get(index) else {
                    return replies;
                };
                replies.push((index, self.run(job)));
            }
        };
        let mut replies: Vec<_> = thread::scope(|scope| {
            let threads: Vec<_> = (0..self.workers.min(jobs.len()))
                .map(|_| scope.spawn(work))
                .collect();
            threads
                .into_iter()
                .flat_map(|thread| thread.join().expect("running a job does not panic"))
                .collect()
        });
        replies.sort_unstable_by_key(|(index, _)| *index);
        replies.into_iter().map(|(_, reply)| reply).collect()
    }

    pub fn restarts(&self) -> usize {
        self.restarts.load(Ordering::Relaxed)
    }

    pub fn shutdown(self) {
        drop(self);
    }

    fn run(&self, job: &[u8]) -> Result<Vec<u8>, JobError> {
        if job.len() >= MAX_FRAME as usize {
            return Err(JobError::Rejected(
                "the job is longer than a frame may be".to_owned(),
            ));
        }
        let mut slot = self
            .given_back
            .wait_while(self.lock(), |free| free.is_empty())
            .unwrap_or_else(PoisonError::into_inner)
            .pop()
            .expect("it has waited for one");
        let reply = self.run_in(&mut slot, job);
        self.lock().push(slot);
        self.given_back.notify_one();
        reply
    }

    fn run_in(&self, slot: &mut Option<Worker>, job: &[u8]) -> Result<Vec<u8>, JobError> {
        let mut present = slot.take();
        if present.as_mut().is_some_and(Worker::has_ended) {
            present = None;
        }
        let mut worker = match present {
            Some(worker) => worker,
            None => {
                let worker = Worker::start((self.spawn)()).map_err(|_| JobError::Closed)?;
                self.restarts.fetch_add(1, Ordering::Relaxed);
                worker
            }
        };
        let reply = worker.run(job, self.job_limit);
        *slot = reply.is_ok().then_some(worker);
        reply
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Option<Worker>>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for ProcessPool {
    fn drop(&mut self) {
        let mut workers: Vec<Worker> = self.lock().drain(..).flatten().collect();
        for worker in &mut workers {
            worker.input = None;
        }
        let deadline = Instant::now() + GRACE;
        while Instant::now() < deadline && !workers.iter_mut().all(Worker::has_ended) {
            thread::sleep(Duration::from_millis(1));
        }
    }
}

struct Worker {
    child: Child,
    input: Option<ChildStdin>,
    output: ChildStdout,
}

enum Event {
    Written,
    Reply(io::Result<Vec<u8>>),
}

impl Worker {
    fn start(mut command: Command) -> io::Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let streams = child.stdin.take().zip(child.stdout.take());
        let (input, output) = streams.expect("both streams are pipes");
        Ok(Self {
            child,
            input: Some(input),
            output,
        })
    }

    fn has_ended(&mut self) -> bool {
        !matches!(self.child.try_wait(), Ok(None))
    }

    fn run(&mut self, job: &[u8], limit: Duration) -> Result<Vec<u8>, JobError> {
        let Self {
            child,
            input,
            output,
        } = self;
        let input = input.as_mut().ok_or(JobError::Closed)?;
        let deadline = Instant::now().checked_add(limit);
        thread::scope(|scope| {
            let (sender, events) = mpsc::channel();
            let written = sender.clone();
            scope.spawn(move || {
                let _ = write_frame(input, job);
                let _ = written.send(Event::Written);
            });
            scope.spawn(move || sender.send(Event::Reply(read_frame(output))));
            let mut reply = None;
            let mut is_written = false;
            let outcome = loop {
                let left = deadline.map_or(Duration::MAX, |deadline| {
                    deadline.saturating_duration_since(Instant::now())
                });
                match events.recv_timeout(left) {
                    Ok(Event::Written) => is_written = true,
                    Ok(Event::Reply(Ok(bytes))) => reply = Some(bytes),
                    Ok(Event::Reply(Err(error))) => break Err(lost(&error)),
                    Err(RecvTimeoutError::Timeout) => break Err(JobError::TimedOut),
                    Err(RecvTimeoutError::Disconnected) => break Err(JobError::WorkerDied),
                }
                if is_written && let Some(bytes) = reply.take() {
                    break Ok(bytes);
                }
            };
            if outcome.is_err() {
                let _ = child.kill();
            }
            outcome
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn lost(error: &io::Error) -> JobError {
    match error.kind() {
        ErrorKind::InvalidData => JobError::Rejected(error.to_string()),
        _ => JobError::WorkerDied,
    }
}

fn write_frame(input: &mut ChildStdin, payload: &[u8]) -> io::Result<()> {
    input.write_all(&(payload.len() as u32).to_be_bytes())?;
    input.write_all(payload)
}

fn read_frame(output: &mut ChildStdout) -> io::Result<Vec<u8>> {
    let mut header = [0; 4];
    output.read_exact(&mut header)?;
    let length = u32::from_be_bytes(header);
    if length >= MAX_FRAME {
        return Err(io::Error::new(
            ErrorKind::InvalidData,
            "the reply is longer than a frame may be, or no frame",
        ));
    }
    let mut payload = Vec::new();
    output.take(u64::from(length)).read_to_end(&mut payload)?;
    if payload.len() < length as usize {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(payload)
}
