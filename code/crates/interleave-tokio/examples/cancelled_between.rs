//! A time limit ends a transfer between its two halves: `cargo run -p interleave-tokio --example cancelled_between`.
//!
//! Nobody waits a second for it: time is virtual, and passes when nothing else can happen.

use interleave::{Config, Report};
use interleave_tokio::runtime::Builder;
use interleave_tokio::sync::Mutex;
use interleave_tokio::time::{Duration, sleep, timeout};

fn main() {
    let report = explore();
    for step in &report.trace {
        println!("{:>2}  {:<4}  {}", step.step, step.task, step.event);
    }
    println!("{}", report.message);
}

fn explore() -> Report {
    interleave::explore_here(&Config::default(), || {
        let runtime = Builder::new_current_thread().enable_time().build();
        runtime.expect("a runtime of one thread").block_on(async {
            let accounts = Mutex::new((100, 0));
            let transfer = async {
                accounts.lock().await.0 -= 40;
                sleep(Duration::from_secs(1)).await;
                accounts.lock().await.1 += 40;
            };
            let _late = timeout(Duration::from_millis(500), transfer).await;
            let (from, to) = *accounts.lock().await;
            assert_eq!(from + to, 100, "money is gone");
        });
    })
}

#[test]
fn loses_money() {
    let report = explore();
    assert_eq!(report.outcome, interleave::Outcome::Panic);
    assert!(
        report.message.contains("money is gone"),
        "{}",
        report.message
    );
}
