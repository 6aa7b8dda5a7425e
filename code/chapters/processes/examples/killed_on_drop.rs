//! A child that does not outlive the function that started it, not even when that function fails.

use std::env;
use std::io::{self, Read};
use std::process::{Child, Command};

// ANCHOR: guard
struct Owned(Child);

impl Drop for Owned {
    fn drop(&mut self) {
        // A destructor has nobody to give an error to.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
// ANCHOR_END: guard

// ANCHOR: main
fn work(command: &mut Command) -> io::Result<()> {
    let _child = Owned(command.spawn()?);
    Err(io::Error::other("the printer is on fire"))
}

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        io::read_to_string(io::stdin())?;
        return Ok(());
    }

    let (held_open, leash) = io::pipe()?;
    let (mut reader, writer) = io::pipe()?;
    let mut command = Command::new(env::current_exe()?);
    command.arg("child").stdin(held_open).stdout(writer);
    println!(
        "{:?}",
        work(&mut command).map_err(|error| error.to_string())
    );
    drop(command);
    println!("bytes until the pipe ends: {}", reader.read(&mut [0])?);
    drop(leash);
    Ok(())
}
// ANCHOR_END: main
