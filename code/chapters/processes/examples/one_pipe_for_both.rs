//! Both streams of a child in one pipe, so that their order is kept.

use std::env;
use std::io::{self, Read};
use std::process::Command;

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        println!("packing parcel 1");
        eprintln!("parcel 1 does not fit");
        println!("packing parcel 2");
        return Ok(());
    }

    // ANCHOR: main
    let (mut reader, writer) = io::pipe()?;
    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdout(writer.try_clone()?)
        .stderr(writer);
    let mut child = command.spawn()?;
    drop(command); // it still has both writing ends

    let mut text = String::new();
    reader.read_to_string(&mut text)?;
    print!("{text}");
    println!("{}", child.wait()?);
    // ANCHOR_END: main
    Ok(())
}
