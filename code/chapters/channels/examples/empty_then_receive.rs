//! Two callers look, both see one result, and the slower one waits for ever.
//@ hangs
//@ explore: fails deadlock

// ANCHOR: main
use crossbeam::channel;
use std::sync::Barrier;
use std::thread;

fn main() {
    let (results, answers) = channel::unbounded();
    results.send(42).unwrap();

    let both_looked = Barrier::new(2);
    // ANCHOR: collect
    let collect = || {
        if !answers.is_empty() {
            both_looked.wait();
            println!("got {}", answers.recv().unwrap());
        }
    };
    // ANCHOR_END: collect
    thread::scope(|scope| {
        scope.spawn(collect);
        scope.spawn(collect);
    });
    drop(results);
}
// ANCHOR_END: main
