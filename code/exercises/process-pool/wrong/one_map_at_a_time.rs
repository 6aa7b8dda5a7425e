//! caught by: all_workers_work_at_once: a lock over the whole call, while the other workers have nothing to do

use std::io::{self, Read, Write};
use std::num::NonZeroUsize;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex, mpsc};
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
    stdin: ChildStdin,
    stdout: ChildStdout,
}

impl Worker {
    fn end(mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

enum Place {
    Alive(Worker),
    Empty,
}

pub struct ProcessPool {
    spawn: Box<dyn Fn() -> Command + Send + Sync>,
    limit: Duration,
    places: usize,
    idle: Mutex<Vec<Place>>,
    turn: Mutex<()>,
    freed: Condvar,
    restarts: AtomicUsize,
}

fn start(spawn: &dyn Fn() -> Command) -> io::Result<Worker> {
    let mut child = spawn()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let stdin = child.stdin.take().unwrap();
    let stdout = child.stdout.take().unwrap();
    Ok(Worker {
        child,
        stdin,
        stdout,
    })
}

enum Outcome {
    Reply(Vec<u8>),
    TooLong(u32),
    Died,
}

fn read_reply(stdout: &mut ChildStdout) -> Outcome {
    let mut header = [0; 4];
    if stdout.read_exact(&mut header).is_err() {
        return Outcome::Died;
    }
    let length = u32::from_be_bytes(header);
    if length > MAX_FRAME {
        return Outcome::TooLong(length);
    }
    let mut payload = vec![0; length as usize];
    match stdout.read_exact(&mut payload) {
        Ok(()) => Outcome::Reply(payload),
        Err(_) => Outcome::Died,
    }
}

impl ProcessPool {
    pub fn new(
        workers: NonZeroUsize,
        spawn: impl Fn() -> Command + Send + Sync + 'static,
        job_limit: Duration,
    ) -> io::Result<Self> {
        let mut idle = Vec::new();
        for _ in 0..workers.get() {
            match start(&spawn) {
                Ok(worker) => idle.push(Place::Alive(worker)),
                Err(error) => {
                    for place in idle {
                        if let Place::Alive(worker) = place {
                            worker.end();
                        }
                    }
                    return Err(error);
                }
            }
        }
        Ok(Self {
            spawn: Box::new(spawn),
            limit: job_limit,
            places: workers.get(),
            idle: Mutex::new(idle),
            freed: Condvar::new(),
            turn: Mutex::new(()),
            restarts: AtomicUsize::new(0),
        })
    }

    fn take(&self) -> Place {
        let mut idle = self
            .freed
            .wait_while(self.idle.lock().unwrap(), |idle| idle.is_empty())
            .unwrap();
        idle.pop().unwrap()
    }

    fn give_back(&self, place: Place) {
        self.idle.lock().unwrap().push(place);
        self.freed.notify_one();
    }

    fn one(&self, job: Vec<u8>) -> Result<Vec<u8>, JobError> {
        if job.len() > MAX_FRAME as usize {
            return Err(JobError::Rejected("the job is too long".to_owned()));
        }
        let mut place = self.take();
        if let Place::Alive(worker) = &mut place {
            if !matches!(worker.child.try_wait(), Ok(None)) {
                place = Place::Empty;
            }
        }
        let worker = match place {
            Place::Alive(worker) => worker,
            Place::Empty => match start(&*self.spawn) {
                Ok(worker) => {
                    self.restarts.fetch_add(1, Ordering::SeqCst);
                    worker
                }
                Err(_) => {
                    self.give_back(Place::Empty);
                    return Err(JobError::Closed);
                }
            },
        };
        let (place, result) = self.talk(worker, job);
        self.give_back(place);
        result
    }

    fn talk(&self, worker: Worker, job: Vec<u8>) -> (Place, Result<Vec<u8>, JobError>) {
        let Worker {
            mut child,
            mut stdin,
            mut stdout,
        } = worker;
        let begin = Instant::now();
        let (sender, receiver) = mpsc::channel();
        let writer = thread::spawn(move || {
            let _ = stdin
                .write_all(&(job.len() as u32).to_be_bytes())
                .and_then(|()| stdin.write_all(&job))
                .and_then(|()| stdin.flush());
            stdin
        });
        let reader = thread::spawn(move || {
            let _ = sender.send(read_reply(&mut stdout));
            stdout
        });
        let left = self.limit.saturating_sub(begin.elapsed());
        let outcome = if self.limit == Duration::MAX {
            receiver.recv().map_err(|_| ())
        } else {
            receiver.recv_timeout(left).map_err(|_| ())
        };
        let error = match outcome {
            Ok(Outcome::Reply(reply)) => {
                let stdout = reader.join().unwrap();
                let stdin = writer.join().unwrap();
                return (
                    Place::Alive(Worker {
                        child,
                        stdin,
                        stdout,
                    }),
                    Ok(reply),
                );
            }
            Ok(Outcome::TooLong(length)) => {
                JobError::Rejected(format!("a reply of {length} bytes"))
            }
            Ok(Outcome::Died) => JobError::WorkerDied,
            Err(()) => JobError::TimedOut,
        };
        let _ = child.kill();
        let _ = child.wait();
        // The threads end by themselves now that nobody is at the other end of the pipes.
        (Place::Empty, Err(error))
    }

    pub fn map(&self, jobs: Vec<Vec<u8>>) -> Vec<Result<Vec<u8>, JobError>> {
        let _turn = self.turn.lock().unwrap();
        let at_once = self.places.min(jobs.len());
        let mut results: Vec<Option<Result<Vec<u8>, JobError>>> =
            jobs.iter().map(|_| None).collect();
        let queue = Mutex::new(jobs.into_iter().zip(results.iter_mut()));
        thread::scope(|scope| {
            for _ in 0..at_once {
                scope.spawn(|| {
                    loop {
                        let next = queue.lock().unwrap().next();
                        let Some((job, result)) = next else { return };
                        *result = Some(self.one(job));
                    }
                });
            }
        });
        drop(queue);
        results.into_iter().map(Option::unwrap).collect()
    }

    pub fn restarts(&self) -> usize {
        self.restarts.load(Ordering::SeqCst)
    }

    pub fn shutdown(self) {}
}

impl Drop for ProcessPool {
    fn drop(&mut self) {
        let mut children = Vec::new();
        for place in self.idle.get_mut().unwrap().drain(..) {
            if let Place::Alive(Worker {
                child,
                stdin,
                stdout,
            }) = place
            {
                drop(stdin);
                children.push((child, stdout));
            }
        }
        let begin = Instant::now();
        for (mut child, _stdout) in children {
            loop {
                if !matches!(child.try_wait(), Ok(None)) {
                    break;
                }
                if begin.elapsed() >= Duration::from_secs(1) {
                    let _ = child.kill();
                    let _ = child.wait();
                    break;
                }
                thread::sleep(Duration::from_millis(2));
            }
        }
    }
}
