//! Writing to a child that has ended.

// ANCHOR: main
use std::env;
use std::io::{self, Write};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        return Ok(()); // this child reads nothing
    }

    let mut command = Command::new(env::current_exe()?);
    let mut child = command.arg("child").stdin(Stdio::piped()).spawn()?;
    let mut questions = child.stdin.take().unwrap();
    println!("{}", child.wait()?);
    let error = writeln!(questions, "are you there?").unwrap_err();
    println!("{:?}: {error}", error.kind());
    Ok(())
}
// ANCHOR_END: main
