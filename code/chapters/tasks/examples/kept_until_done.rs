//! A task that nobody keeps a handle of: the runtime keeps it.
//@ explore: holds

// ANCHOR: main
use tokio::sync::oneshot;
use tokio::task::yield_now;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let (wake_up, alarm) = oneshot::channel();
    let (report, reported) = oneshot::channel();
    drop(tokio::spawn(async move {
        let time = alarm.await.unwrap();
        report.send(format!("saved at {time}")).unwrap();
    }));
    yield_now().await; // the task waits for its alarm, and nobody holds a handle
    wake_up.send("noon").unwrap();
    println!("{}", reported.await.unwrap());
}
// ANCHOR_END: main
