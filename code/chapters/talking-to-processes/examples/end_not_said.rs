//! The parent waits for a child that waits for the end of the questions.
//@ hangs

use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        for word in io::stdin().lines() {
            println!("{}", word?.len());
        }
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command.arg("child").stdin(Stdio::piped());
    // ANCHOR: main
    let mut child = command.spawn()?;
    let mut questions = child.stdin.take().unwrap();
    writeln!(questions, "pipe")?;
    println!("{}", child.wait()?);
    // ANCHOR_END: main
    Ok(())
}
