//! What becomes of a child whose parent has stopped reading.

// ANCHOR: main
use std::env;
use std::io::{self, BufRead, BufReader};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        for number in 1.. {
            println!("{number}");
        }
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut child = command.spawn()?;
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    println!("{:?}", lines.next().transpose()?);
    drop(lines);
    println!("{}", child.wait()?);
    Ok(())
}
// ANCHOR_END: main
