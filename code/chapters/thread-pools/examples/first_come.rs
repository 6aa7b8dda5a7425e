//! Results in the order in which they are finished: whoever is done sends.
//@ explore: holds

// ANCHOR: main
use std::sync::mpsc;
use std::thread;

fn main() {
    let (results, finished) = mpsc::channel();
    let (open, gate) = mpsc::channel();

    let slow_results = results.clone();
    let slow = thread::spawn(move || {
        gate.recv().unwrap();
        slow_results.send((0, "slow")).unwrap();
    });
    let quick = thread::spawn(move || results.send((1, "quick")).unwrap());

    for (position, page) in finished {
        println!("page {position}: {page}");
        if page == "quick" {
            open.send(()).unwrap();
        }
    }
    slow.join().unwrap();
    quick.join().unwrap();
}
// ANCHOR_END: main
