//! The longest silence of a heartbeat while another task sleeps, and while it keeps the thread.
//@ explore: holds

// ANCHOR: main
use std::cell::Cell;
use std::time::Duration;
use tokio::time::{Instant, advance, sleep};

const BEAT: Duration = Duration::from_millis(10);
const WORK: Duration = Duration::from_millis(500);

async fn heartbeat(done: &Cell<bool>) -> Duration {
    let mut longest = Duration::ZERO;
    while !done.get() {
        let last = Instant::now();
        sleep(BEAT).await;
        longest = longest.max(last.elapsed());
    }
    longest
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    for blocks in [false, true] {
        let done = Cell::new(false);
        let work = async {
            if blocks {
                advance(WORK).await; // the clock goes on, and nobody else runs
            } else {
                sleep(WORK).await;
            }
            done.set(true);
        };
        let (longest, ()) = tokio::join!(biased; heartbeat(&done), work);
        println!("blocks: {blocks}, longest silence: {longest:?}");
    }
}
// ANCHOR_END: main
