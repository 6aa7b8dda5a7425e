//@ finds: panic
//! `select!` may take any branch that is ready: that both are ready is no reason to expect the first.

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
            Some(job) = jobs.recv() => done.push(job),
            Some(()) = stopped.recv() => break,
        }
    }
    assert_eq!(done, ["last job"]);
}
