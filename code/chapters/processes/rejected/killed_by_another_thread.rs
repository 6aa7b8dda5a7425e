//! One thread waits for the child, and another one wants to kill it.
//@ rejects: E0382

// ANCHOR: main
use std::io;
use std::process::Command;
use std::thread;
use std::time::Duration;

fn main() -> io::Result<()> {
    let mut child = Command::new("pack").spawn()?;
    let waiter = thread::spawn(move || child.wait());
    thread::sleep(Duration::from_secs(5));
    if !waiter.is_finished() {
        child.kill()?;
    }
    println!("{}", waiter.join().unwrap()?);
    Ok(())
}
// ANCHOR_END: main
