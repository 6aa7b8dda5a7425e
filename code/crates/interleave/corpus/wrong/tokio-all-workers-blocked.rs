//@ finds: deadlock
//! As many tasks as there are workers block them, waiting for a task that needs a worker.

use std::sync::mpsc;

#[tokio::main(worker_threads = 2)]
async fn main() {
    let mut waiting = Vec::new();
    let mut senders = Vec::new();
    for _ in 0..2 {
        let (sender, receiver) = mpsc::channel();
        senders.push(sender);
        waiting.push(tokio::spawn(async move { receiver.recv().unwrap() }));
    }
    let answers = tokio::spawn(async move {
        for sender in senders {
            sender.send(1).unwrap();
        }
    });
    answers.await.unwrap();
    for task in waiting {
        task.await.unwrap();
    }
}
