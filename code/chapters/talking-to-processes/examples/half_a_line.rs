//! The child dies in the middle of a line, and half a line looks like a whole one.

// ANCHOR: main
use std::env;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{self, Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        print!("paid 1200\npaid 15");
        io::stdout().flush()?;
        process::abort(); // the rest would have been 00
    }

    let mut command = Command::new(env::current_exe()?);
    let mut child = command.arg("child").stdout(Stdio::piped()).spawn()?;
    for line in BufReader::new(child.stdout.take().unwrap()).lines() {
        println!("{}", line?);
    }
    println!("success: {}", child.wait()?.success());
    Ok(())
}
// ANCHOR_END: main
