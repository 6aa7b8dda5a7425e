//! Two full pipes: the parent writes all its questions while the child waits for room for its answers.
//@ hangs

// ANCHOR: main
use std::env;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        io::copy(&mut io::stdin(), &mut io::stdout())?; // a question, an answer
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let (questions, answers) = (child.stdin.take(), child.stdout.take());
    println!("asking");
    questions.unwrap().write_all(&[b'?'; 1_000_000])?;
    println!("reading");
    let mut text = String::new();
    answers.unwrap().read_to_string(&mut text)?;
    println!("{} answers, {}", text.len(), child.wait()?);
    Ok(())
}
// ANCHOR_END: main
