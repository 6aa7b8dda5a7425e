//! A rayon job that waits in any other way blocks a thread of the pool.
//@ hangs
//@ explore: no, because rayon's threads are outside the model

// ANCHOR: main
use rayon::ThreadPoolBuilder;
use std::sync::mpsc;

fn main() -> Result<(), rayon::ThreadPoolBuildError> {
    let pool = ThreadPoolBuilder::new().num_threads(1).build()?;
    pool.install(|| {
        let (sender, answer) = mpsc::channel();
        rayon::spawn(move || sender.send(42).unwrap());
        println!("waiting for the other job");
        println!("the answer is {}", answer.recv().unwrap());
    });
    Ok(())
}
// ANCHOR_END: main
