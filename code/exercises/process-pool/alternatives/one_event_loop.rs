//! design: one thread looks after all workers, and waits for whatever comes first: a reply, an end, or a deadline

use std::collections::VecDeque;
use std::io::{self, ErrorKind, Read, Write};
use std::num::NonZeroUsize;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

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
    /// One call of `map` at a time.
    state: Mutex<State>,
}

type Reply = Result<Vec<u8>, JobError>;

/// The place of the worker, its number, and what it sent.
type Event = (usize, usize, io::Result<Vec<u8>>);

struct State {
    spawn: Box<dyn Fn() -> Command + Send + Sync>,
    limit: Duration,
    places: Vec<Option<Worker>>,
    /// Of all workers so far, so that the last words of a dead one are not taken for its successor's.
    started: usize,
    sender: Sender<Event>,
    events: Receiver<Event>,
}

impl ProcessPool {
    /// Starts `workers` processes, each with a command that `spawn` builds.
    pub fn new(
        workers: NonZeroUsize,
        spawn: impl Fn() -> Command + Send + Sync + 'static,
        job_limit: Duration,
    ) -> io::Result<Self> {
        let (sender, events) = mpsc::channel();
        let mut state = State {
            spawn: Box::new(spawn),
            limit: job_limit,
            places: Vec::new(),
            started: 0,
            sender,
            events,
        };
        for place in 0..workers.get() {
            let worker = state.start(place)?;
            state.places.push(Some(worker));
        }
        Ok(Self {
            state: Mutex::new(state),
        })
    }

    /// Hands the jobs to the workers; the replies are in the order of the jobs.
    pub fn map(&self, jobs: Vec<Vec<u8>>) -> Vec<Reply> {
        self.state.lock().unwrap().map(jobs)
    }

    /// How many workers were started in place of others.
    pub fn restarts(&self) -> usize {
        let state = self.state.lock().unwrap();
        state.started - state.places.len()
    }

    /// Ends all workers.
    pub fn shutdown(self) {}
}

impl State {
    fn start(&mut self, place: usize) -> io::Result<Worker> {
        let number = self.started + 1;
        let worker = Worker::start((self.spawn)(), place, number, self.sender.clone())?;
        self.started = number;
        Ok(worker)
    }

    fn map(&mut self, jobs: Vec<Vec<u8>>) -> Vec<Reply> {
        let mut replies: Vec<Option<Reply>> = jobs.iter().map(|_| None).collect();
        let mut waiting: VecDeque<(usize, Vec<u8>)> = jobs.into_iter().enumerate().collect();
        while replies.iter().any(Option::is_none) {
            for place in 0..self.places.len() {
                while self.places[place]
                    .as_ref()
                    .is_none_or(|worker| worker.busy.is_none())
                    && let Some((index, job)) = waiting.pop_front()
                {
                    if let Err(error) = self.assign(place, index, job) {
                        replies[index] = Some(Err(error));
                    }
                }
            }
            self.wait(&mut replies);
        }
        replies.into_iter().flatten().collect()
    }

    fn assign(&mut self, place: usize, index: usize, job: Vec<u8>) -> Result<(), JobError> {
        if job.len() > MAX_FRAME as usize {
            return Err(JobError::Rejected("too long for a frame".to_owned()));
        }
        let ended = |worker: &mut Worker| !matches!(worker.child.try_wait(), Ok(None));
        if self.places[place].as_mut().is_none_or(ended) {
            self.places[place] = None;
            let fresh = self.start(place).map_err(|_| JobError::Closed)?;
            self.places[place] = Some(fresh);
        }
        if let Some(worker) = &mut self.places[place] {
            worker.busy = Some((index, Instant::now().checked_add(self.limit)));
            if let Some(jobs) = &worker.jobs {
                let _ = jobs.send(job);
            }
        }
        Ok(())
    }

    /// Until something happens to one of the busy workers, if there are any.
    fn wait(&mut self, replies: &mut [Option<Reply>]) {
        let busy = || {
            self.places
                .iter()
                .flatten()
                .filter_map(|worker| worker.busy)
        };
        if busy().next().is_none() {
            return;
        }
        let event = match busy().filter_map(|(_, deadline)| deadline).min() {
            None => self.events.recv().ok(),
            Some(next) => {
                let left = next.saturating_duration_since(Instant::now());
                self.events.recv_timeout(left).ok()
            }
        };
        if let Some((place, number, frame)) = event
            && let Some(worker) = &mut self.places[place]
            && worker.number == number
        {
            let is_whole = frame.is_ok();
            if let Some((index, _)) = worker.busy.take() {
                replies[index] = Some(frame.map_err(|error| lost(&error)));
            }
            if !is_whole {
                self.places[place] = None;
            }
        }
        let now = Instant::now();
        for place in &mut self.places {
            if let Some((index, Some(deadline))) = place.as_ref().and_then(|worker| worker.busy)
                && deadline <= now
            {
                replies[index] = Some(Err(JobError::TimedOut));
                *place = None;
            }
        }
    }
}

impl Drop for State {
    fn drop(&mut self) {
        for worker in self.places.iter_mut().flatten() {
            worker.jobs = None;
        }
        let deadline = Instant::now() + Duration::from_millis(500);
        for worker in self.places.iter_mut().flatten() {
            while matches!(worker.child.try_wait(), Ok(None)) && Instant::now() < deadline {
                thread::sleep(Duration::from_millis(1));
            }
        }
    }
}

/// A process, with a thread that writes to it and one that reads from it, as long as it lives.
struct Worker {
    child: Child,
    /// Dropping it ends the writer, and closes the worker's input.
    jobs: Option<Sender<Vec<u8>>>,
    number: usize,
    /// The job it has, and until when.
    busy: Option<(usize, Option<Instant>)>,
}

impl Worker {
    fn start(
        mut command: Command,
        place: usize,
        number: usize,
        events: Sender<Event>,
    ) -> io::Result<Self> {
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
        thread::spawn(move || {
            loop {
                let frame = read_frame(&mut output);
                let is_last = frame.is_err();
                if events.send((place, number, frame)).is_err() || is_last {
                    break;
                }
            }
        });
        Ok(Self {
            child,
            jobs: Some(jobs),
            number,
            busy: None,
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
