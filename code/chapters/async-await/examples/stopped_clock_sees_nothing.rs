//! A call that blocks the thread does not move tokio's stopped clock.
//@ explore: no, because it measures real time

// ANCHOR: main
use std::thread;
use std::time::{Duration, Instant};
use tokio::time::{self, sleep};

const BEAT: Duration = Duration::from_millis(10);
const WORK: Duration = Duration::from_millis(100);

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let heartbeat = async {
        let (stopped, real) = (time::Instant::now(), Instant::now());
        sleep(BEAT).await;
        (stopped.elapsed(), real.elapsed())
    };
    let work = async { thread::sleep(WORK) }; // a library that blocks
    let ((stopped, real), ()) = tokio::join!(biased; heartbeat, work);
    println!("silence by tokio's clock: {stopped:?}");
    println!("a tenth of a second by the real one: {}", real >= WORK);
}
// ANCHOR_END: main
