//! Requests as values of an enum, one line of JSON each; the order to stop is no text that could be data.

// ANCHOR: main
use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

#[derive(Serialize, Deserialize)]
enum Request {
    Reverse(String),
    Stop,
}

fn child() -> io::Result<()> {
    for line in io::stdin().lines() {
        match serde_json::from_str(&line?)? {
            Request::Reverse(text) => {
                let reversed: String = text.chars().rev().collect();
                println!("{}", serde_json::to_string(&reversed)?);
            }
            Request::Stop => break,
        }
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
    let mut requests = child.stdin.take().unwrap();
    let mut replies = BufReader::new(child.stdout.take().unwrap()).lines();
    for text in ["STOP", "two\nlines"] {
        let request = serde_json::to_string(&Request::Reverse(text.into()))?;
        writeln!(requests, "{request}")?;
        println!("{request} is answered {}", replies.next().unwrap()?);
    }
    writeln!(requests, "{}", serde_json::to_string(&Request::Stop)?)?;
    println!("{}", child.wait()?);
    Ok(())
}
// ANCHOR_END: main
