//! Two threads meet at channels without room, and both speak first: `cargo run -p interleave-crossbeam --example both_send_first`.

use interleave::{Config, Report};
use interleave_crossbeam::channel::bounded;
use interleave_std::thread;

fn main() {
    let report = explore();
    for note in &report.notes {
        println!("{note}");
    }
    println!("{}", report.message);
}

fn explore() -> Report {
    interleave::explore_here(&Config::default(), || {
        let (question, asked) = bounded(0);
        let (answer, answered) = bounded(0);
        let other = thread::spawn(move || {
            answer.send("and you?").expect("the asker is there");
            asked.recv()
        });
        question.send("how are you?").expect("the other is there");
        println!("{:?} {:?}", answered.recv(), other.join());
    })
}

#[test]
fn waits_for_ever() {
    let report = explore();
    assert_eq!(
        report.outcome,
        interleave::Outcome::Deadlock,
        "{}",
        report.message
    );
}
