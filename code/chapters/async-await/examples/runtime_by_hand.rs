//! What the attribute on `main` writes: build a runtime, drive one future to its end.
//@ explore: holds

// ANCHOR: main
use std::io;
use std::time::Duration;
use tokio::runtime::Builder;
use tokio::time::{Instant, sleep};

async fn brew() -> &'static str {
    let start = Instant::now();
    sleep(Duration::from_secs(240)).await;
    println!("the clock of the runtime says {:?}", start.elapsed());
    "tea"
}

fn main() -> io::Result<()> {
    let runtime = Builder::new_current_thread()
        .enable_all() // timers, input and output
        .start_paused(true) // this course's clock; leave it out for the real one
        .build()?;
    let drink = runtime.block_on(brew());
    println!("main has its {drink}");
    Ok(())
}
// ANCHOR_END: main
