//! Starts its own program twice, and each child gets its work as an argument.
//@ output: any-order
//@ because: the children print whenever the system lets them

// ANCHOR: main
use std::process::Command;
use std::{env, io};

fn main() -> io::Result<()> {
    if let Some(city) = env::args().nth(1) {
        println!("{city}: {} letters", city.len()); // this is a child
        return Ok(());
    }

    let mut children = Vec::new();
    for city in ["Oslo", "Turin"] {
        let mut command = Command::new(env::current_exe()?);
        children.push((city, command.arg(city).spawn()?));
    }
    for (city, mut child) in children {
        println!("{city} has ended: {}", child.wait()?);
    }
    Ok(())
}
// ANCHOR_END: main
