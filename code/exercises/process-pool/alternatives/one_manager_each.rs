//! design: a thread for each worker takes jobs from one channel; each worker has a thread that writes and one that reads

use std::io::{self, ErrorKind, Read, Write};
use std::num::NonZeroUsize;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
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
pub struct ProcessPool {
    /// `None` once the pool is to end.
    tasks: Option<Sender<Task>>,
    managers: Vec<JoinHandle<()>>,
    restarts: Arc<AtomicUsize>,
}

struct Task {
    index: usize,
    job: Vec<u8>,
    replies: Sender<(usize, Reply)>,
}

type Reply = Result<Vec<u8>, JobError>;

impl ProcessPool {
    /// Starts `workers` processes, each with a command that `spawn` builds.
    pub fn new(
        workers: NonZeroUsize,
        spawn: impl Fn() -> Command + Send + Sync + 'static,
        job_limit: Duration,
    ) -> io::Result<Self> {
        let started: Vec<Worker> = (0..workers.get())
            .map(|_| Worker::start(spawn()))
            .collect::<io::Result<_>>()?;
        let (tasks, queue) = mpsc::channel();
        let (queue, spawn) = (Arc::new(Mutex::new(queue)), Arc::new(spawn));
        let restarts = Arc::new(AtomicUsize::new(0));
        let managers = started
            .into_iter()
            .map(|worker| {
                let mut manager = Manager {
                    worker: Some(worker),
                    spawn: spawn.clone(),
                    limit: job_limit,
                    restarts: restarts.clone(),
                };
                let queue = queue.clone();
                thread::spawn(move || manager.serve(&queue))
            })
            .collect();
        Ok(Self {
            tasks: Some(tasks),
            managers,
            restarts,
        })
    }

    /// Hands the jobs to the workers; the replies are in the order of the jobs.
    pub fn map(&self, jobs: Vec<Vec<u8>>) -> Vec<Reply> {
        let mut all: Vec<Reply> = jobs.iter().map(|_| Err(JobError::Closed)).collect();
        let (sender, replies) = mpsc::channel();
        let tasks = self.tasks.as_ref().expect("the pool has not ended");
        for (index, job) in jobs.into_iter().enumerate() {
            let replies = sender.clone();
            tasks
                .send(Task {
                    index,
                    job,
                    replies,
                })
                .expect("managers live as long as the pool");
        }
        drop(sender);
        for (index, reply) in replies {
            all[index] = reply;
        }
        all
    }

    /// How many workers were started in place of others.
    pub fn restarts(&self) -> usize {
        self.restarts.load(Ordering::Relaxed)
    }

    /// Ends all workers.
    pub fn shutdown(self) {}
}

impl Drop for ProcessPool {
    fn drop(&mut self) {
        self.tasks = None;
        for manager in self.managers.drain(..) {
            let _ = manager.join();
        }
    }
}

struct Manager<S> {
    worker: Option<Worker>,
    spawn: Arc<S>,
    limit: Duration,
    restarts: Arc<AtomicUsize>,
}

impl<S: Fn() -> Command> Manager<S> {
    fn serve(&mut self, queue: &Mutex<Receiver<Task>>) {
        loop {
            let task = queue.lock().unwrap().recv();
            let Ok(task) = task else { break };
            let reply = self.run(task.job);
            let _ = task.replies.send((task.index, reply));
        }
        if let Some(worker) = self.worker.take() {
            worker.end();
        }
    }

    fn run(&mut self, job: Vec<u8>) -> Reply {
        if job.len() > MAX_FRAME as usize {
            return Err(JobError::Rejected(format!("a job of {} bytes", job.len())));
        }
        self.worker = self.worker.take().and_then(Worker::alive);
        if self.worker.is_none() {
            let fresh = Worker::start((self.spawn)()).map_err(|_| JobError::Closed)?;
            self.restarts.fetch_add(1, Ordering::Relaxed);
            self.worker = Some(fresh);
        }
        let worker = self.worker.as_ref().expect("there is one now");
        let reply = worker.run(job, self.limit);
        if reply.is_err() {
            self.worker = None;
        }
        reply
    }
}

/// A process, with a thread that writes to it and one that reads from it, as long as it lives.
struct Worker {
    child: Child,
    /// Dropping it ends the writer, and closes the worker's input.
    jobs: Option<Sender<Vec<u8>>>,
    replies: Receiver<io::Result<Vec<u8>>>,
}

impl Worker {
    fn start(mut command: Command) -> io::Result<Self> {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let mut input = child.stdin.take().expect("it is a pipe");
        let mut output = child.stdout.take().expect("it is a pipe");
        let (jobs, written) = mpsc::channel::<Vec<u8>>();
        thread::spawn(move || {
            written
                .iter()
                .try_for_each(|job| write_frame(&mut input, &job))
        });
        let (read, replies) = mpsc::channel();
        thread::spawn(move || {
            loop {
                let frame = read_frame(&mut output);
                let is_last = frame.is_err();
                if read.send(frame).is_err() || is_last {
                    break;
                }
            }
        });
        Ok(Self {
            child,
            jobs: Some(jobs),
            replies,
        })
    }

    fn alive(mut self) -> Option<Self> {
        matches!(self.child.try_wait(), Ok(None)).then_some(self)
    }

    fn run(&self, job: Vec<u8>, limit: Duration) -> Reply {
        let jobs = self.jobs.as_ref().ok_or(JobError::Closed)?;
        // A writer that has ended met a worker that has; the reader says so.
        let _ = jobs.send(job);
        match self.replies.recv_timeout(limit) {
            Ok(Ok(reply)) => Ok(reply),
            Ok(Err(error)) => Err(lost(&error)),
            Err(RecvTimeoutError::Timeout) => Err(JobError::TimedOut),
            Err(RecvTimeoutError::Disconnected) => Err(JobError::WorkerDied),
        }
    }

    fn end(mut self) {
        self.jobs = None;
        for _ in 0..400 {
            if !matches!(self.child.try_wait(), Ok(None)) {
                break;
            }
            thread::sleep(Duration::from_millis(1));
        }
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
    // No longer than MAX_FRAME, so it fits.
    input.write_all(&(payload.len() as u32).to_be_bytes())?;
    input.write_all(payload)
}

fn read_frame(output: &mut ChildStdout) -> io::Result<Vec<u8>> {
    let mut header = [0; 4];
    output.read_exact(&mut header)?;
    let length = u32::from_be_bytes(header);
    if length > MAX_FRAME {
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
