//! A child overflows its stack, and its parent goes on.

// ANCHOR: main
use std::os::unix::process::ExitStatusExt;
use std::process::Command;
use std::{env, io};

fn depth(levels: u64) -> u64 {
    if levels == 0 {
        0
    } else {
        1 + depth(levels - 1)
    }
}

fn main() -> io::Result<()> {
    if let Some(levels) = env::args().nth(1) {
        println!("{levels} levels: {}", depth(levels.parse().unwrap()));
        return Ok(());
    }

    for levels in ["1000", "1000000000"] {
        let mut command = Command::new(env::current_exe()?);
        let status = command.arg(levels).status()?;
        println!(
            "exit code {:?}, signal {:?}",
            status.code(),
            status.signal()
        );
    }
    println!("the parent is well");
    Ok(())
}
// ANCHOR_END: main
