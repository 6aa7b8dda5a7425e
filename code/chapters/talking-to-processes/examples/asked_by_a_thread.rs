//! One thread asks while another reads, so that there is always somebody who makes room.
//@ explore: no, because processes are beyond its model

use std::env;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::thread;

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        io::copy(&mut io::stdin(), &mut io::stdout())?;
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    // ANCHOR: main
    let mut child = command.spawn()?;
    let mut questions = child.stdin.take().unwrap();
    let mut answers = child.stdout.take().unwrap();
    let text = thread::scope(|scope| {
        let asking = scope.spawn(move || questions.write_all(&[b'?'; 1_000_000]));
        let mut text = String::new();
        answers.read_to_string(&mut text)?;
        asking.join().unwrap()?;
        io::Result::Ok(text)
    })?;
    println!("{} answers, {}", text.len(), child.wait()?);
    // ANCHOR_END: main
    Ok(())
}
