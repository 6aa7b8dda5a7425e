//! One end of a pipe is moved out of the child, and then there is no whole child any more.
//@ rejects: E0382

// ANCHOR: main
use std::io::{self, Write};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    let mut child = Command::new("sort").stdin(Stdio::piped()).spawn()?;
    let mut questions = child.stdin.unwrap();
    writeln!(questions, "pear")?;
    drop(questions);
    child.wait().map(drop)
}
// ANCHOR_END: main
