//! A detached thread ends with the process: its destructors do not run.
//@ explore: no, because the thread never ends

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

struct LockFile;

impl Drop for LockFile {
    fn drop(&mut self) {
        println!("lock file removed");
    }
}

fn main() {
    let (ready, is_ready) = mpsc::channel();
    thread::spawn(move || {
        let _lock_file = LockFile;
        ready.send("lock file made").unwrap();
        loop {
            thread::park();
        }
    });
    println!("{}", is_ready.recv().unwrap());
    println!("main ends");
}
// ANCHOR_END: main
