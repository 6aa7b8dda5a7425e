//! `Builder` gives a thread a name and a stack size, and reports when the system refuses.
//@ explore: no, because names and stacks belong to the operating system

// ANCHOR: main
use std::{io, thread};

fn main() -> io::Result<()> {
    let thread = thread::Builder::new()
        .name("charge-ada".to_owned())
        .stack_size(256 * 1024)
        .spawn(|| panic!("no card on file"))?;
    println!("it panicked: {}", thread.join().is_err());

    let refused = thread::Builder::new().stack_size(1 << 60).spawn(|| ());
    println!("a stack of 2^60 bytes is refused: {}", refused.is_err());
    Ok(())
}
// ANCHOR_END: main
