//! With `biased` the branches are asked from top to bottom.
//@ explore: holds

// ANCHOR: main
use tokio::sync::mpsc;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (jobs, mut next_job) = mpsc::unbounded_channel();
    let (stop, mut stopped) = mpsc::unbounded_channel();
    jobs.send("write the log").unwrap();
    stop.send(()).unwrap();
    loop {
        tokio::select! {
            biased;
            Some(()) = stopped.recv() => break,
            Some(job) = next_job.recv() => println!("job: {job}"),
        }
    }
    println!("stopped");
}
// ANCHOR_END: main
