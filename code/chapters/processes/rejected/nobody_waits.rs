//! A server starts a child for every order and never waits for one.
//@ clippy: zombie_processes

// ANCHOR: main
use std::io;
use std::process::Command;

fn main() -> io::Result<()> {
    for order in io::stdin().lines() {
        let mut command = Command::new("pack");
        let child = command.arg(order?).spawn().expect("pack is installed");
        println!("started {}", child.id());
    }
    Ok(())
}
// ANCHOR_END: main
