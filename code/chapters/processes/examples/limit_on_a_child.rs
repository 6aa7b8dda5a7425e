//! Waits for a child, but not longer than a limit; then kills it and waits once more.

use std::env;
use std::io;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread;
use std::time::{Duration, Instant};

// ANCHOR: wait
const PAUSE: Duration = Duration::from_millis(2);

/// `None` when the limit has passed and the child is running.
type Ended = Option<ExitStatus>;

fn wait_at_most(child: &mut Child, limit: Duration) -> io::Result<Ended> {
    let start = Instant::now();
    loop {
        match child.try_wait()? {
            None if start.elapsed() < limit => thread::sleep(PAUSE),
            answer => return Ok(answer),
        }
    }
}
// ANCHOR_END: wait

// ANCHOR: main
fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        io::read_to_string(io::stdin())?;
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    let mut child = command.arg("child").stdin(Stdio::piped()).spawn()?;
    let answer = wait_at_most(&mut child, Duration::from_millis(50))?;
    println!("in time: {answer:?}");
    if answer.is_none() {
        child.kill()?;
        println!("killed: {}", child.wait()?);
    }
    Ok(())
}
// ANCHOR_END: main
