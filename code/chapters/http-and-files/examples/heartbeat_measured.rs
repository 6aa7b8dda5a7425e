//! The longest silence of a heartbeat by the clock on the wall, for three kinds of work.
//@ output: pattern
//@ because: times differ from run to run
//@ explore: no, because it measures real time

// ANCHOR: main
use std::cell::Cell;
use std::thread;
use std::time::{Duration, Instant};
use tokio::task::spawn_blocking;
use tokio::time::sleep;

const BEAT: Duration = Duration::from_millis(10);
const WORK: Duration = Duration::from_millis(500);

async fn longest_silence(work: impl Future) -> Duration {
    let done = Cell::new(false);
    let heartbeat = async {
        let mut longest = Duration::ZERO;
        while !done.get() {
            let last = Instant::now();
            sleep(BEAT).await;
            longest = longest.max(last.elapsed());
        }
        longest
    };
    let work = async {
        work.await;
        done.set(true);
    };
    tokio::join!(biased; heartbeat, work).0
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let in_place = async { thread::sleep(WORK) };
    println!(
        "blocks in place: {} ms",
        longest_silence(in_place).await.as_millis()
    );
    println!(
        "asynchronous sleep: {} ms",
        longest_silence(sleep(WORK)).await.as_millis()
    );
    let aside = spawn_blocking(|| thread::sleep(WORK));
    println!(
        "blocks in a thread aside: {} ms",
        longest_silence(aside).await.as_millis()
    );
}
// ANCHOR_END: main
