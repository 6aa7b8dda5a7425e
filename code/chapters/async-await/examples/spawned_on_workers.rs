//! A runtime with worker threads drives its tasks at once, whatever main does.
//@ output: one-of
//@ because: the operating system decides when the worker thread runs
//@ explore: outcomes

// ANCHOR: main
use std::io;
use tokio::runtime::Builder;

fn main() -> io::Result<()> {
    let runtime = Builder::new_multi_thread().worker_threads(1).build()?;
    let task = runtime.spawn(async {
        println!("  working");
        42
    });
    println!("spawned");
    println!("the answer is {}", runtime.block_on(task)?);
    Ok(())
}
// ANCHOR_END: main
