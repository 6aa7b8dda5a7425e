//! As many blocked tasks as there are workers, and the task that could help never gets one.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use std::sync::{Arc, Barrier, mpsc};

#[tokio::main(worker_threads = 2)]
async fn main() {
    let begun = Arc::new(Barrier::new(3));
    let mut senders = Vec::new();
    let mut tasks = Vec::new();
    for _ in 0..2 {
        let begun = Arc::clone(&begun);
        let (sender, receiver) = mpsc::channel();
        senders.push(sender);
        tasks.push(tokio::spawn(async move {
            begun.wait();
            receiver.recv().unwrap()
        }));
    }
    begun.wait(); // main is on a thread of its own
    println!("both workers are taken");
    let helper = tokio::spawn(async move {
        for sender in senders {
            sender.send(1).unwrap();
        }
    });
    helper.await.unwrap();
    println!("helped");
}
// ANCHOR_END: main
