//! One of three children fails, and the parent says so.
//@ exit: 1

use std::process::Command;
use std::{env, io};

// ANCHOR: main
fn run(command: &mut Command) -> io::Result<()> {
    let status = command.status()?;
    if !status.success() {
        return Err(io::Error::other(format!("a child failed: {status}")));
    }
    Ok(())
}
// ANCHOR_END: main

fn main() -> io::Result<()> {
    if let Some(parcel) = env::args().nth(1) {
        assert!(parcel != "2", "parcel 2 does not fit");
        return Ok(());
    }

    for parcel in 1..=3 {
        let mut command = Command::new(env::current_exe()?);
        run(command.arg(parcel.to_string()))?;
    }
    println!("all parcels are packed");
    Ok(())
}
