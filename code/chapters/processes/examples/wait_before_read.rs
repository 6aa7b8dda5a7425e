//! The parent waits for a child that waits for its parent to read.
//@ hangs

// ANCHOR: main
use std::env;
use std::io::{self, Read};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        print!("{}", "x".repeat(1_000_000));
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    let mut child = command.arg("child").stdout(Stdio::piped()).spawn()?;
    println!("waiting for the child to end");
    let status = child.wait()?;

    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text)?;
    println!("{status}: {} bytes", text.len());
    Ok(())
}
// ANCHOR_END: main
