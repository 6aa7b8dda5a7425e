//! A timeout ends the waiting; the job goes on.
//@ explore: holds

// ANCHOR: main
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    let (open, gate) = mpsc::channel();
    let (sender, receipt) = mpsc::channel();
    let job = thread::spawn(move || {
        gate.recv().unwrap();
        println!("job: charged Ada");
        let _ = sender.send("paid");
    });

    let limit = Duration::from_millis(50);
    println!("main: {:?}", receipt.recv_timeout(limit));
    open.send(()).unwrap();
    job.join().unwrap();
    println!("main: {:?}", receipt.recv_timeout(limit));
}
// ANCHOR_END: main
