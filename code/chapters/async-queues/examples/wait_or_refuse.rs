//! Twice as many requests as a server can serve: all of them wait, or some are refused.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc::{self, error::TrySendError};
use tokio::time::{Instant, sleep};

const SECOND: Duration = Duration::from_secs(1);

enum WhenFull {
    Wait,
    Refuse,
}

async fn server(room: usize, when_full: WhenFull) {
    let (requests, mut inbox) = mpsc::channel::<Instant>(room);
    let served = tokio::spawn(async move {
        let (mut count, mut longest) = (0, Duration::ZERO);
        while let Some(came_in) = inbox.recv().await {
            sleep(SECOND).await;
            longest = longest.max(came_in.elapsed());
            count += 1;
        }
        println!("{count} served, the longest answer took {longest:?}");
    });
    for _ in 0..60 {
        let (requests, came_in) = (requests.clone(), Instant::now());
        match when_full {
            WhenFull::Wait => drop(tokio::spawn(async move { requests.send(came_in).await })),
            WhenFull::Refuse => match requests.try_send(came_in) {
                Ok(()) => {}
                Err(TrySendError::Full(_request)) => {} // "503, come back later"
                Err(TrySendError::Closed(_request)) => break,
            },
        }
        sleep(SECOND / 2).await; // the next one comes
    }
    drop(requests);
    served.await.unwrap();
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    server(4, WhenFull::Wait).await;
    server(4, WhenFull::Refuse).await;
}
// ANCHOR_END: main
