//! A child that would never end is killed, and its parent fetches what became of it.

// ANCHOR: main
use std::process::{Command, Stdio};
use std::{env, io};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        io::read_to_string(io::stdin())?; // waits as long as the parent lives
        println!("child: my parent has gone");
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    let mut child = command.arg("child").stdin(Stdio::piped()).spawn()?;
    println!("before: {:?}", child.try_wait()?);
    child.kill()?;
    println!("after: {}", child.wait()?);
    println!("asked again: {}, and {:?}", child.wait()?, child.kill());
    Ok(())
}
// ANCHOR_END: main
