//! Ten thousand questions to a child, one after the other and without waiting for each answer.
//@ output: pattern
//@ because: the times are those of the machine
//@ explore: no, because it measures time

use std::env;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::Instant;

// ANCHOR: main
const QUESTIONS: usize = 10_000;

fn in_lock_step(mut asking: ChildStdin, answers: ChildStdout) -> io::Result<()> {
    let mut answers = BufReader::new(answers).lines();
    for number in 0..QUESTIONS {
        writeln!(asking, "{number}")?;
        answers.next().unwrap()?;
    }
    Ok(())
}

fn pipelined(asking: ChildStdin, answers: ChildStdout) -> io::Result<()> {
    thread::scope(|scope| {
        let asked = scope.spawn(|| {
            let mut asking = BufWriter::new(asking);
            for number in 0..QUESTIONS {
                writeln!(asking, "{number}")?;
            }
            asking.flush()
        });
        for answer in BufReader::new(answers).lines().take(QUESTIONS) {
            answer?;
        }
        asked.join().unwrap()
    })
}
// ANCHOR_END: main

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        for question in io::stdin().lines() {
            println!("{}", question?);
        }
        return Ok(());
    }
    type Way = fn(ChildStdin, ChildStdout) -> io::Result<()>;
    let ways: [(&str, Way); 2] = [("in lock step", in_lock_step), ("pipelined", pipelined)];
    for (name, ask) in ways {
        let mut command = Command::new(env::current_exe()?);
        command
            .arg("child")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped());
        let mut child = command.spawn()?;
        let (questions, answers) = (child.stdin.take().unwrap(), child.stdout.take().unwrap());
        let start = Instant::now();
        ask(questions, answers)?;
        println!("{name}: {} milliseconds", start.elapsed().as_millis());
        child.wait()?;
    }
    Ok(())
}
