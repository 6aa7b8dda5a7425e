//! A task keeps the thread for thirty milliseconds, and a heartbeat on the same thread misses its beats.
//@ explore: holds
//@ timeline: 100 ms

// ANCHOR: main
use std::thread;
use std::time::Duration;
use tokio::time::sleep;

async fn heartbeat() {
    for _ in 0..6 {
        sleep(Duration::from_millis(10)).await;
    }
}

async fn report() {
    sleep(Duration::from_millis(15)).await;
    thread::sleep(Duration::from_millis(30)); // no await: it keeps the thread
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (beats, report) = (tokio::spawn(heartbeat()), tokio::spawn(report()));
    beats.await.unwrap();
    report.await.unwrap();
    println!("six beats and one report");
}
// ANCHOR_END: main
