//! With `biased;` the work that is there is done before the stop is seen.

use tokio::sync::mpsc;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (work, mut jobs) = mpsc::unbounded_channel();
    let (stop, mut stopped) = mpsc::unbounded_channel();
    work.send("last job").unwrap();
    stop.send(()).unwrap();
    let mut done = Vec::new();
    loop {
        tokio::select! {
            biased;
            Some(job) = jobs.recv() => done.push(job),
            Some(()) = stopped.recv() => break,
        }
    }
    assert_eq!(done, ["last job"]);
}
