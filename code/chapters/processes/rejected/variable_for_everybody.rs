//! Changing the environment of the whole process, in order to give a child a variable.
//@ rejects: E0133

// ANCHOR: main
use std::io;
use std::process::Command;

fn main() -> io::Result<()> {
    std::env::set_var("GREETING", "good morning");
    Command::new("greet").status()?;
    Ok(())
}
// ANCHOR_END: main
