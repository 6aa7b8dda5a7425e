//@ finds: panic
//! The tick comes before the answer under some schedules, and the answer is taken for lost.

use std::time::Duration;

use crossbeam::channel::{after, bounded};
use crossbeam::select;

fn main() {
    let (sender, answers) = bounded(1);
    std::thread::spawn(move || {
        std::thread::sleep(Duration::from_millis(10));
        let _ = sender.send(42);
    });
    let answer = select! {
        recv(answers) -> answer => answer.unwrap(),
        recv(after(Duration::from_millis(15))) -> _ => 0,
    };
    assert_eq!(answer, 42);
}
