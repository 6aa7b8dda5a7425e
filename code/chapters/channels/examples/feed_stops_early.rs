//! Every way out of the closure that owns the sender closes the channel and ends the workers.
//@ explore: holds

// ANCHOR: main
use crossbeam::channel;
use std::num::ParseIntError;
use std::thread;

fn feed(lines: &[&str]) -> Result<(), ParseIntError> {
    let (jobs, queue) = channel::unbounded::<u32>();
    thread::scope(move |scope| {
        for _ in 0..3 {
            let queue = queue.clone();
            scope.spawn(move || queue.iter().sum::<u32>());
        }
        for line in lines {
            jobs.send(line.parse()?).expect("the workers run");
        }
        Ok(())
    })
}

fn main() {
    println!("{:?}", feed(&["1", "2", "3"]));
    println!("{:?}", feed(&["1", "2", "x"]));
}
// ANCHOR_END: main
