//! A wrapper that measures every poll of a future and names the one that took too long.
//@ output: pattern
//@ because: on a slow machine others may be too slow as well
//@ explore: no, because it measures real time

// ANCHOR: main
use std::future::poll_fn;
use std::pin::pin;
use std::thread;
use std::time::{Duration, Instant};
use tokio::time::sleep;

const BUDGET: Duration = Duration::from_millis(50);

async fn watched<F: Future>(name: &str, future: F) -> F::Output {
    let mut future = pin!(future);
    let mut poll = 0;
    poll_fn(|context| {
        poll += 1;
        let start = Instant::now();
        let result = future.as_mut().poll(context);
        if start.elapsed() > BUDGET {
            println!("{name}: poll {poll} is over the budget");
        }
        result
    })
    .await
}

async fn read_mail() {
    sleep(Duration::from_millis(5)).await;
}

async fn write_report() {
    sleep(Duration::from_millis(5)).await;
    thread::sleep(Duration::from_millis(200)); // a library that blocks
    sleep(Duration::from_millis(5)).await;
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let mail = tokio::spawn(watched("mail", read_mail()));
    let report = tokio::spawn(watched("report", write_report()));
    mail.await.expect("it does not panic");
    report.await.expect("it does not panic");
}
// ANCHOR_END: main
