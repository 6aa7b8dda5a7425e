//! Under a load that stays, a longer queue refuses as many, and lets the others wait for longer.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep};

const SECOND: Duration = Duration::from_secs(1);
const REQUESTS: u32 = 1000;

async fn server(room: usize) {
    let (requests, mut inbox) = mpsc::channel::<Instant>(room);
    let served = tokio::spawn(async move {
        let mut longest = Duration::ZERO;
        while let Some(came_in) = inbox.recv().await {
            sleep(SECOND).await;
            longest = longest.max(came_in.elapsed());
        }
        longest
    });
    let mut refused = 0;
    for _ in 0..REQUESTS {
        refused += u32::from(requests.try_send(Instant::now()).is_err());
        sleep(SECOND / 2).await;
    }
    drop(requests);
    let longest = served.await.unwrap();
    println!("room for {room}: {refused} of {REQUESTS} refused, the longest took {longest:?}");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    server(4).await;
    server(40).await;
}
// ANCHOR_END: main
