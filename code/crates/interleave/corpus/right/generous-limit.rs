//! An hour is enough for a thread that can run at once: machines delay threads, but not for ever.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

fn main() {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || sender.send("done").unwrap());
    assert_eq!(receiver.recv_timeout(Duration::from_secs(3_600)), Ok("done"));
    worker.join().unwrap();
}
