//! Two children are asked to stop with SIGTERM; one tidies up first, the other has no handler.
//@ explore: no, because processes and signals are beyond its model

use std::io::{self, BufRead, BufReader};
use std::process::{self, Command, Stdio};
use std::{env, thread};

use tokio::signal::unix::{SignalKind, signal};

// ANCHOR: child
#[tokio::main(flavor = "current_thread")]
async fn tidy_child() -> io::Result<()> {
    let mut terminate = signal(SignalKind::terminate())?;
    println!("ready");
    terminate.recv().await;
    println!("saved");
    Ok(())
}

fn plain_child() -> ! {
    println!("ready");
    loop {
        thread::park();
    }
}
// ANCHOR_END: child

fn end_with_parent() {
    let _ = io::read_to_string(io::stdin());
    process::exit(1);
}

// ANCHOR: main
fn main() -> io::Result<()> {
    if let Some(kind) = env::args().nth(1) {
        thread::spawn(end_with_parent);
        return if kind == "tidy" {
            tidy_child()
        } else {
            plain_child()
        };
    }

    for kind in ["tidy", "plain"] {
        let mut command = Command::new(env::current_exe()?);
        command
            .arg(kind)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        assert_eq!(lines.next().transpose()?.as_deref(), Some("ready"));

        // SAFETY: touches no memory; nobody has waited for the child, so the
        // number is still its own.
        let failed = unsafe { libc::kill(child.id().cast_signed(), libc::SIGTERM) };
        assert_eq!(failed, 0, "{}", io::Error::last_os_error());
        let rest: Vec<String> = lines.collect::<Result<_, _>>()?;
        println!("{kind}: {rest:?}, {}", child.wait()?);
    }
    Ok(())
}
// ANCHOR_END: main
