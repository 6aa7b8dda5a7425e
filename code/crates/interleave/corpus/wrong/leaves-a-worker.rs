//@ finds: leak
//@ leftovers: must-end
//! `main` keeps a sender until its end, and never joins: the worker waits for jobs that cannot come.

use std::sync::mpsc;
use std::thread;

fn main() {
    let (sender, jobs) = mpsc::channel::<u32>();
    thread::spawn(move || {
        for job in jobs {
            println!("{job}");
        }
    });
    sender.send(1).unwrap();
    std::mem::forget(sender);
}
