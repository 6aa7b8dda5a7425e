//! A worker whose parent is killed finds out, because a pipe comes to its end.

// ANCHOR: main
use std::env;
use std::io::{self, BufRead, BufReader};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    match env::args().nth(1).as_deref() {
        Some("worker") => {
            println!("worker: at work");
            io::read_to_string(io::stdin())?; // its end is the message
            println!("worker: my parent has gone, and so do I");
            return Ok(());
        }
        Some(_) => {
            let mut command = Command::new(env::current_exe()?);
            let mut worker = command.arg("worker").stdin(Stdio::piped()).spawn()?;
            let _leash = worker.stdin.take(); // `wait` would close it
            return worker.wait().map(drop);
        }
        None => {}
    }

    let mut command = Command::new(env::current_exe()?);
    let mut parent = command.arg("parent").stdout(Stdio::piped()).spawn()?;
    let mut lines = BufReader::new(parent.stdout.take().unwrap()).lines();
    println!("{}", lines.next().unwrap()?);
    parent.kill()?;
    println!("parent: {}", parent.wait()?);
    for line in lines {
        println!("{}", line?);
    }
    Ok(())
}
// ANCHOR_END: main
