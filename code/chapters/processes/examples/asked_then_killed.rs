//! A good stop: ask with SIGTERM, wait for a limited time, then kill; the status says which of them it took.
//@ explore: no, because processes and signals are beyond its model

use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};
use std::{env, thread};

use tokio::signal::unix::{SignalKind, signal};

// ANCHOR: stop
const PAUSE: Duration = Duration::from_millis(2);

/// Asks the child to end, gives it `grace` for that, and kills it if it is still running then.
fn stop(child: &mut Child, grace: Duration) -> io::Result<ExitStatus> {
    if let Some(status) = child.try_wait()? {
        return Ok(status); // and its number may be somebody else's by now
    }
    // SAFETY: touches no memory; nobody has waited for the child, so the number is its own.
    if unsafe { libc::kill(child.id().cast_signed(), libc::SIGTERM) } != 0 {
        return Err(io::Error::last_os_error());
    }
    let asked = Instant::now();
    while asked.elapsed() < grace {
        if let Some(status) = child.try_wait()? {
            return Ok(status);
        }
        thread::sleep(PAUSE);
    }
    child.kill()?;
    child.wait()
}
// ANCHOR_END: stop

#[tokio::main(flavor = "current_thread")]
async fn child(kind: &str) -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    println!("ready");
    if kind == "deaf" {
        io::read_to_string(io::stdin())?; // does not look at the request
    }
    terminate.recv().await;
    Ok(())
}

// ANCHOR: main
fn main() -> io::Result<()> {
    if let Some(kind) = env::args().nth(1) {
        return child(&kind);
    }

    let (long, short) = (Duration::from_secs(60), Duration::from_millis(50));
    for (kind, grace) in [("tidy", long), ("deaf", short)] {
        let mut command = Command::new(env::current_exe()?);
        command
            .arg(kind)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert_eq!(lines.next().transpose()?.as_deref(), Some("ready"));
        println!("{kind}: {}", stop(&mut child, grace)?);
    }
    Ok(())
}
// ANCHOR_END: main
