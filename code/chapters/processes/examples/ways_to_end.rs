//! Eight ways in which a process can end, and what its parent is told.
//@ explore: no, because processes are beyond its model

// ANCHOR: main
use std::os::unix::process::ExitStatusExt;
use std::process::{self, Command, Stdio};
use std::{env, error::Error, thread};

const WAYS: [&str; 8] = [
    "returns",
    "returns an error",
    "exits with 3",
    "exits with 256",
    "panics",
    "panics in a thread",
    "aborts",
    "waits for a signal",
];

fn end(way: &str) -> Result<(), Box<dyn Error>> {
    match way {
        "returns" => {}
        "returns an error" => return Err("no paper".into()),
        "exits with 3" => process::exit(3),
        "exits with 256" => process::exit(256),
        "panics" => panic!("no ink"),
        "panics in a thread" => drop(thread::spawn(|| panic!("no ink")).join()),
        "aborts" => process::abort(),
        _ => drop(std::io::stdin().lines().next()),
    }
    Ok(())
}

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(way) = env::args().nth(1) {
        return end(&way);
    }
    for way in WAYS {
        let mut command = Command::new(env::current_exe()?);
        command.arg(way).stdin(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn()?;
        if way == "waits for a signal" {
            child.kill()?;
        }
        let status = child.wait()?;
        println!("{way}: {:?}, {:?}", status.code(), status.signal());
    }
    Ok(())
}
// ANCHOR_END: main
