//! A child's standard output is read by its parent, and a parent that writes to it has the wrong end.
//@ rejects: E0599

// ANCHOR: main
use std::io::{self, Write};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    let mut child = Command::new("sort").stdout(Stdio::piped()).spawn()?;
    let mut pipe = child.stdout.take().unwrap();
    writeln!(pipe, "pear")?;
    child.wait().map(drop)
}
// ANCHOR_END: main
