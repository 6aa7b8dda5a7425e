//! Two threads meet although both select: one sends or stops, the other one receives or gives up.

use std::time::Duration;

use crossbeam::channel::{after, bounded};
use crossbeam::select;

fn main() {
    let (sender, receiver) = bounded(0);
    let giver = std::thread::spawn(move || {
        select! {
            send(sender, 7) -> sent => sent.is_ok(),
            recv(after(Duration::from_secs(5))) -> _ => false,
        }
    });
    let got = select! {
        recv(receiver) -> number => number.ok(),
        default(Duration::from_secs(5)) => None,
    };
    drop(receiver);
    let given = giver.join().unwrap();
    assert_eq!(given, got.is_some());
}
