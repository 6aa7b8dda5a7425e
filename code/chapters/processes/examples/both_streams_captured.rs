//! A child prints more than a pipe holds, on both of its streams, and the parent gets all of it.

// ANCHOR: main
use std::process::Command;
use std::{env, io};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        for number in 0..100_000 {
            println!("line {number}");
            eprintln!("warning {number}");
        }
        return Ok(());
    }

    let output = Command::new(env::current_exe()?).arg("child").output()?;
    println!("{}", output.status);
    println!("{} bytes on standard output", output.stdout.len());
    println!("{} bytes on standard error", output.stderr.len());
    Ok(())
}
// ANCHOR_END: main
