//! The panic of a worker is looked at.

use std::thread;

fn main() {
    let worker = thread::spawn(|| "twelve".parse::<u32>().expect("a number"));
    let error = worker.join().expect_err("it cannot be parsed");
    assert!(error.downcast_ref::<String>().unwrap().starts_with("a number"));
}
