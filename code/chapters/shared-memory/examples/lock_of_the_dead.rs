//! The lock of a file is free when its holder is dead, and what it guards may be half done.
//@ explore: no, because it starts and kills a process

// ANCHOR: main
use std::env;
use std::fs::{self, File, TryLockError};
use std::io::{self, Read};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        let file = File::open("ledger")?;
        file.lock()?;
        println!("mine");
        io::read_to_string(io::stdin())?; // holds the lock until it is killed
        return Ok(());
    }

    let _scratch = Scratch("ledger");
    let file = File::create_new("ledger")?;
    let mut command = Command::new(env::current_exe()?);
    let mut child = command
        .arg("child")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    let locked = child.stdout.take().unwrap().read_exact(&mut [0; 5]);
    println!(
        "while it lives: would block: {}",
        matches!(file.try_lock(), Err(TryLockError::WouldBlock))
    );
    child.kill()?;
    child.wait()?;
    locked?;
    println!("when it is dead: locked: {}", file.try_lock().is_ok());
    Ok(())
}
// ANCHOR_END: main

/// A file that goes when its owner does, also after an error.
struct Scratch(&'static str);

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(self.0); // already gone is fine
    }
}
