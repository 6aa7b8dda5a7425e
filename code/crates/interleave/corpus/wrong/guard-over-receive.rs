//@ finds: deadlock
//! A lock is held while waiting for a message whose sender needs the lock.

use parking_lot::Mutex;
use std::sync::{Arc, mpsc};
use std::thread;

fn main() {
    let journal = Arc::new(Mutex::new(Vec::new()));
    let (lines, inbox) = mpsc::channel::<String>();
    let author = {
        let journal = Arc::clone(&journal);
        thread::spawn(move || {
            let page = journal.lock().len();
            lines.send(format!("page {page}")).unwrap();
        })
    };
    let mut pages = journal.lock();
    pages.push(inbox.recv().unwrap());
    drop(pages);
    author.join().unwrap();
}
