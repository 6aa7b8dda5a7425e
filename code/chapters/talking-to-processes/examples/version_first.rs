//! A worker says which protocol it speaks before it gets any work.

use std::env;
use std::io::{self, BufRead, BufReader};
use std::process::{Command, Stdio};

// ANCHOR: main
use serde::{Deserialize, Serialize};

const PROTOCOL: u32 = 2;

#[derive(Serialize, Deserialize)]
struct Hello {
    protocol: u32,
}

fn check(line: &str) -> Result<(), String> {
    let hello = serde_json::from_str::<Hello>(line).map_err(|error| error.to_string())?;
    if hello.protocol != PROTOCOL {
        return Err(format!("speaks {}, and this is {PROTOCOL}", hello.protocol));
    }
    Ok(())
}
// ANCHOR_END: main

fn child(kind: &str) -> io::Result<()> {
    let protocol = if kind == "old" { 1 } else { PROTOCOL };
    if kind == "stranger" {
        println!("usage: stranger FILE");
    } else {
        println!("{}", serde_json::to_string(&Hello { protocol })?);
    }
    Ok(())
}

fn main() -> io::Result<()> {
    if let Some(kind) = env::args().nth(1) {
        return child(&kind);
    }
    for kind in ["new", "old", "stranger"] {
        let mut command = Command::new(env::current_exe()?);
        let mut worker = command.arg(kind).stdout(Stdio::piped()).spawn()?;
        let mut lines = BufReader::new(worker.stdout.take().unwrap()).lines();
        println!("{kind}: {:?}", check(&lines.next().unwrap()?));
        worker.wait()?;
    }
    Ok(())
}
