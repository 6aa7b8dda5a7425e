//! What it takes to start a thread and a process, and to wait for them.
//@ output: pattern
//@ because: the times are those of the machine
//@ explore: no, because it measures time

// ANCHOR: main
use std::process::Command;
use std::time::{Duration, Instant};
use std::{env, fs, io, thread};

const TRIALS: usize = 51;

/// The median over all trials.
fn time(start_and_wait: impl Fn() -> io::Result<()>) -> io::Result<Duration> {
    let mut times = Vec::new();
    for _ in 0..TRIALS {
        let begin = Instant::now();
        start_and_wait()?;
        times.push(begin.elapsed());
    }
    times.sort_unstable();
    Ok(times[TRIALS / 2])
}

fn main() -> io::Result<()> {
    match env::args().nth(1).as_deref() {
        Some("memory") => {
            let text = fs::read_to_string("/proc/self/status").unwrap_or_default();
            for resident in text.lines().filter_map(|line| line.strip_prefix("VmRSS:")) {
                println!("a process that does nothing: {}", resident.trim());
            }
            return Ok(());
        }
        Some(_) => return Ok(()),
        None => {}
    }

    let program = env::current_exe()?;
    let thread = time(|| {
        thread::spawn(|| ())
            .join()
            .map_err(|_| io::Error::other("panic"))
    })?;
    let process = time(|| Command::new(&program).arg("nothing").status().map(drop))?;
    println!("a thread: {} microseconds", thread.as_micros());
    println!("a process: {} microseconds", process.as_micros());
    Command::new(&program).arg("memory").status().map(drop)
}
// ANCHOR_END: main
