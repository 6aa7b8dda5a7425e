//! Two senders of one channel: each keeps its own order, and nothing orders one against the other.
//@ output: one-of
//@ because: the operating system decides which station sends next
//@ explore: outcomes

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for station in ["north", "south"] {
            let sender = sender.clone();
            scope.spawn(move || {
                for hour in 1..=2 {
                    sender.send(format!("{station} {hour}")).unwrap();
                }
            });
        }
        drop(sender);
        let arrived: Vec<String> = receiver.iter().collect();
        println!("{}", arrived.join(", "));
    });
}
// ANCHOR_END: main
