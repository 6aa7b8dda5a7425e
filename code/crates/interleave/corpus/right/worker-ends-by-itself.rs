//@ leftovers: must-end
//! Nobody joins the worker, but it ends: the only sender is dropped with `main`.

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
}
