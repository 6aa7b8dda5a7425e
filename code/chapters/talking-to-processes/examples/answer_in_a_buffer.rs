//! The child answers into a buffer, and its parent waits for the answer.
//@ hangs

use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, Stdio};

// ANCHOR: main
fn child() -> io::Result<()> {
    let mut answers = io::BufWriter::new(io::stdout());
    for word in io::stdin().lines() {
        writeln!(answers, "{}", word?.len())?;
    }
    Ok(())
}
// ANCHOR_END: main

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        return child();
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let mut questions = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    writeln!(questions, "pipe")?;
    println!("asked");
    let mut answer = String::new();
    answers.read_line(&mut answer)?;
    print!("{answer}");
    Ok(())
}
