//! The parent reads one stream to its end while the child waits for room in the other.
//@ hangs

use std::env;
use std::io::{self, Read};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        eprint!("{}", "!".repeat(1_000_000));
        print!("done");
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    // ANCHOR: main
    let mut child = command.spawn()?;
    let (mut printed, mut warnings) = (String::new(), String::new());
    println!("reading standard output");
    child.stdout.take().unwrap().read_to_string(&mut printed)?;
    println!("reading standard error");
    child.stderr.take().unwrap().read_to_string(&mut warnings)?;
    println!("{printed}: {}", child.wait()?);
    // ANCHOR_END: main
    Ok(())
}
