//! A child is waited for, and how it ended is thrown away.
//@ warns: unused_must_use

// ANCHOR: main
use std::io;
use std::process::Command;

fn main() -> io::Result<()> {
    let mut child = Command::new("pack").spawn()?;
    child.wait();
    println!("packed");
    Ok(())
}
// ANCHOR_END: main
