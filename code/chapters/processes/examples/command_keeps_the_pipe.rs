//! The parent reads to the end of a pipe that it could still write into.
//@ hangs

use std::env;
use std::io::{self, Read};
use std::process::Command;

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        println!("packing parcel 1");
        return Ok(());
    }

    // ANCHOR: main
    let (mut reader, writer) = io::pipe()?;
    let mut command = Command::new(env::current_exe()?);
    let mut child = command.arg("child").stdout(writer).spawn()?;
    println!("the child has ended: {}", child.wait()?);

    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    println!("{text}");
    // ANCHOR_END: main
    Ok(())
}
