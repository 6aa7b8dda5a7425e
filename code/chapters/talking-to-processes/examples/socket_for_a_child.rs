//! One socket instead of two pipes: the child gets it as its standard input, and writes to it as well.

// ANCHOR: main
use std::env;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::Shutdown;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::net::UnixStream;
use std::process::Command;

fn child() -> io::Result<()> {
    let socket = UnixStream::from(io::stdin().as_fd().try_clone_to_owned()?);
    for word in BufReader::new(&socket).lines() {
        writeln!(&socket, "{}", word?.len())?;
    }
    writeln!(&socket, "that is all")
}

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        return child();
    }

    let (mut ours, theirs) = UnixStream::pair()?;
    let mut command = Command::new(env::current_exe()?);
    let mut child = command.arg("child").stdin(OwnedFd::from(theirs)).spawn()?;
    drop(command); // it has the other end

    ours.write_all(b"pipe\nsocket\n")?;
    ours.shutdown(Shutdown::Write)?; // no more questions
    let mut text = String::new();
    ours.read_to_string(&mut text)?;
    print!("{text}");
    println!("{}", child.wait()?);
    Ok(())
}
// ANCHOR_END: main
