//! The handle of a child is dropped, and the child goes on.

// ANCHOR: main
use std::env;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};

fn main() -> io::Result<()> {
    if env::args().nth(1).is_some() {
        let order = io::read_to_string(io::stdin())?;
        print!("child: {order}, at your service");
        return Ok(());
    }

    let mut command = Command::new(env::current_exe()?);
    command
        .arg("child")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let (orders, answer) = (child.stdin.take(), child.stdout.take());
    drop(child);

    orders.unwrap().write_all(b"one coffee")?;
    let mut text = String::new();
    answer.unwrap().read_to_string(&mut text)?;
    println!("{text}");
    Ok(())
}
// ANCHOR_END: main
