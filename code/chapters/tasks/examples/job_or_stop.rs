//! A job and a stop are both there: `select!` may take either.
//@ output: one-of
//@ because: `select!` begins with a branch that it draws
//@ explore: outcomes

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
            Some(job) = next_job.recv() => println!("job: {job}"),
            Some(()) = stopped.recv() => break,
        }
    }
    println!("stopped");
}
// ANCHOR_END: main
