//! How far a producer can be ahead of its consumer when one value may wait.
//@ output: one-of
//@ because: the operating system decides how far the producer gets before the consumer runs
//@ explore: outcomes

// ANCHOR: main
use std::sync::{Mutex, mpsc};
use std::thread;

fn main() {
    let (sender, receiver) = mpsc::sync_channel(1);
    let finished = Mutex::new(0);

    thread::scope(|scope| {
        scope.spawn(|| {
            for _parcel in receiver {
                *finished.lock().unwrap() += 1;
            }
        });

        let mut largest_lead = 0;
        for sent in 1..=3 {
            sender.send(sent).unwrap();
            largest_lead = largest_lead.max(sent - *finished.lock().unwrap());
        }
        drop(sender);
        println!("largest lead: {largest_lead}");
    });
}
// ANCHOR_END: main
