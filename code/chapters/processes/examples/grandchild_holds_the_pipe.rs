//! The child has ended, and its output has not: a grandchild inherited the pipe.

// ANCHOR: main
use std::env;
use std::io::{self, Read};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    match env::args().nth(1).as_deref() {
        Some("grandchild") => {
            io::read_to_string(io::stdin())?; // until the parent lets go
            println!("grandchild: this comes last");
            return Ok(());
        }
        Some(_) => {
            println!("child: I start a helper and go");
            Command::new(env::current_exe()?)
                .arg("grandchild")
                .spawn()?;
            return Ok(()); // without waiting
        }
        None => {}
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let leash = child.stdin.take();
    println!("parent: the child has ended, {}", child.wait()?);
    drop(leash);
    let mut text = String::new();
    child.stdout.take().unwrap().read_to_string(&mut text)?;
    print!("{text}");
    Ok(())
}
// ANCHOR_END: main
