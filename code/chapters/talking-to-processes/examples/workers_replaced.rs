//! Two worker processes share a queue of jobs; one that dies is replaced, and costs one job.
//@ explore: no, because processes are beyond its model

use std::io::{self, BufRead, BufReader, Write};
use std::process::{self, Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Mutex;
use std::{env, thread};

// ANCHOR: worker
struct Worker {
    process: Child,
    jobs: ChildStdin,
    results: BufReader<ChildStdout>,
}

impl Worker {
    fn start() -> io::Result<Self> {
        let mut command = Command::new(env::current_exe()?);
        command
            .arg("worker")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut process = command.spawn()?;
        let jobs = process.stdin.take().unwrap();
        let results = BufReader::new(process.stdout.take().unwrap());
        Ok(Worker {
            process,
            jobs,
            results,
        })
    }

    /// `None` when the process dies before it has answered.
    fn run(&mut self, job: u32) -> Option<String> {
        writeln!(self.jobs, "{job}").ok()?;
        let mut result = String::new();
        self.results.read_line(&mut result).ok()?;
        result.strip_suffix('\n').map(str::to_owned)
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
// ANCHOR_END: worker

// ANCHOR: pool
type Results = Vec<(u32, Option<String>)>;

fn serve(queue: &Mutex<impl Iterator<Item = u32>>) -> io::Result<Results> {
    let next = || queue.lock().unwrap().next();
    let mut worker = Worker::start()?;
    let mut results = Vec::new();
    while let Some(job) = next() {
        let result = worker.run(job);
        if result.is_none() {
            worker = Worker::start()?; // and the old one is dropped
        }
        results.push((job, result));
    }
    Ok(results)
}

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        return work();
    }

    let queue = Mutex::new(1..=6);
    let results: io::Result<Vec<Results>> = thread::scope(|scope| {
        let threads = [(); 2].map(|()| scope.spawn(|| serve(&queue)));
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap())
            .collect()
    });
    let mut results = results?.concat();
    results.sort();
    for (job, result) in results {
        println!("job {job}: {result:?}");
    }
    Ok(())
}
// ANCHOR_END: pool

fn work() -> io::Result<()> {
    for job in io::stdin().lines() {
        let job: u32 = job?.parse().expect("a number");
        if job == 4 {
            process::abort();
        }
        println!("{}", job * job);
    }
    Ok(())
}
