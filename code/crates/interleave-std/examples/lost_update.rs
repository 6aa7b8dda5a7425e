//! Two threads add to a counter, each in two steps: `cargo run -p interleave-std --example lost_update`.
//!
//! A program that is compiled against this crate under the name `std` writes `std::thread` and needs no closure; here the facade is
//! called by its own name, and explored from within.

use interleave::{Config, Report};
use interleave_std::sync::atomic::{AtomicU32, Ordering};
use interleave_std::thread;

fn main() {
    let report = explore();
    for step in &report.trace {
        println!("{:>2}  {:<4}  {}", step.step, step.task, step.event);
    }
    println!("{}", report.message);
}

fn explore() -> Report {
    interleave::explore_here(&Config::default(), || {
        let visits = AtomicU32::new(0);
        thread::scope(|scope| {
            for _ in 0..2 {
                scope.spawn(|| {
                    let seen = visits.load(Ordering::SeqCst);
                    visits.store(seen + 1, Ordering::SeqCst);
                });
            }
        });
        assert_eq!(visits.into_inner(), 2, "a visit was lost");
    })
}

#[test]
fn loses_a_visit() {
    let report = explore();
    assert_eq!(report.outcome, interleave::Outcome::Panic);
    assert!(
        report.message.contains("a visit was lost"),
        "{}",
        report.message
    );
}
