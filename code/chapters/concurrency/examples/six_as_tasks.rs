//! The same six jobs as tasks on one thread: they wait at the same time and compute in turn.
//@ explore: no, because one thread runs all tasks, and its clock is virtual

// ANCHOR: main
use std::time::Duration;
use tokio::time::{Instant, advance, sleep};

const WAITS: [usize; 6] = [4, 1, 6, 3, 5, 2];
const COMPUTE: usize = 2;

async fn job(wait: usize, start: Instant) -> String {
    sleep(ticks(wait)).await;
    let its_turn = start.elapsed().as_millis() as usize;
    advance(ticks(COMPUTE)).await; // it computes: time passes, nobody else runs
    ".".repeat(wait) + &"-".repeat(its_turn - wait) + &"#".repeat(COMPUTE)
}

fn ticks(number: usize) -> Duration {
    Duration::from_millis(number as u64)
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let start = Instant::now();
    let tasks = WAITS.map(|wait| tokio::spawn(job(wait, start)));
    for (name, task) in ('A'..).zip(tasks) {
        println!("{name} {}", task.await.unwrap());
    }
    println!("{} ticks", start.elapsed().as_millis());
}
// ANCHOR_END: main
