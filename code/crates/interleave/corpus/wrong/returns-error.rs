//@ finds: panic
//! main returns an error in some schedules.

use std::sync::mpsc::{self, TryRecvError};
use std::thread;

fn main() -> Result<(), TryRecvError> {
    let (sender, receiver) = mpsc::channel();
    let worker = thread::spawn(move || sender.send(5).ok());
    let number = receiver.try_recv()?;
    assert_eq!(number, 5);
    worker.join().ok();
    Ok(())
}
