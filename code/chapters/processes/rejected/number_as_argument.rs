//! What goes to a program is text, and a number has to become text first.
//@ rejects: E0277

// ANCHOR: main
use std::io;
use std::process::Command;

fn main() -> io::Result<()> {
    let parcels = vec![1, 2, 3];
    Command::new("pack").args(parcels).status()?;
    Ok(())
}
// ANCHOR_END: main
