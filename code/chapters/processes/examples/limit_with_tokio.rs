//! A limit on a child with tokio: the runtime waits for the end of the child and for the clock.
//@ explore: no, because processes are beyond its model

// ANCHOR: main
use std::process::Stdio;
use std::time::Duration;
use std::{env, io};

use tokio::process::Command;
use tokio::time::timeout;

#[tokio::main(flavor = "current_thread")]
async fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        io::read_to_string(io::stdin())?;
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdin(Stdio::piped())
        .kill_on_drop(true);
    let mut child = command.spawn()?;
    let _leash = child.stdin.take(); // `wait` would close it
    if timeout(Duration::from_millis(50), child.wait())
        .await
        .is_err()
    {
        println!("not in time");
        child.kill().await?; // and waits
    }
    println!("{}", child.wait().await?);
    Ok(())
}
// ANCHOR_END: main
