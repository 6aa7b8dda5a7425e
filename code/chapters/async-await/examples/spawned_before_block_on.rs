//! A runtime of the current thread drives its tasks only while somebody is in `block_on`.
//@ explore: holds

// ANCHOR: main
use std::io;
use tokio::runtime::Builder;

fn main() -> io::Result<()> {
    let runtime = Builder::new_current_thread().build()?;
    let task = runtime.spawn(async {
        println!("  working");
        42
    });
    println!("spawned");
    println!("the answer is {}", runtime.block_on(task)?);
    Ok(())
}
// ANCHOR_END: main
