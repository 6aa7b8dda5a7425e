//! Messages of any bytes through a pipe: each is preceded by its length.

use std::env;
use std::process::{Command, Stdio};

// ANCHOR: frames
use std::io::{self, BufRead, BufReader, Write};

fn write_frame(to: &mut impl Write, message: &[u8]) -> io::Result<()> {
    let length = u16::try_from(message.len()).map_err(io::Error::other)?;
    to.write_all(&length.to_be_bytes())?;
    to.write_all(message)?;
    to.flush()
}

/// `None` at the end of the stream, if no frame has begun.
fn read_frame(from: &mut impl BufRead) -> io::Result<Option<Vec<u8>>> {
    if from.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut length = [0; 2];
    from.read_exact(&mut length)?;
    let mut message = vec![0; u16::from_be_bytes(length).into()];
    from.read_exact(&mut message)?;
    Ok(Some(message))
}
// ANCHOR_END: frames

// ANCHOR: main
fn child() -> io::Result<()> {
    let mut questions = io::stdin().lock();
    while let Some(mut message) = read_frame(&mut questions)? {
        message.reverse();
        write_frame(&mut io::stdout(), &message)?;
    }
    Ok(())
}

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
    for message in ["STOP", "", "two\nlines", "\0\u{1f980}"] {
        write_frame(&mut questions, message.as_bytes())?;
        println!("{:?}", read_frame(&mut answers)?.unwrap());
    }
    drop(questions);
    println!("{:?}, {}", read_frame(&mut answers)?, child.wait()?);
    Ok(())
}
// ANCHOR_END: main
