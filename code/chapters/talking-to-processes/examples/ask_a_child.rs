//! A question and an answer at a time, as lines through two pipes.

// ANCHOR: main
use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        for word in io::stdin().lines() {
            println!("{}", word?.len());
        }
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let mut questions = child.stdin.take().unwrap();
    let mut answers = BufReader::new(child.stdout.take().unwrap());
    for word in ["pipe", "process"] {
        writeln!(questions, "{word}")?;
        let mut answer = String::new();
        answers.read_line(&mut answer)?;
        print!("{word}: {answer}");
    }
    drop(questions); // no more questions
    println!("{}", child.wait()?);
    Ok(())
}
// ANCHOR_END: main
