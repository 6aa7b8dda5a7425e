//! Twice as many requests as a server can serve: all of them wait, or some are refused.
//@ explore: holds

// ANCHOR: main
use std::time::Duration;
use tokio::sync::mpsc::{self, error::TrySendError};
use tokio::time::{Instant, sleep};

const SECOND: Duration = Duration::from_secs(1);

struct Request {
    came_in: Instant,
}

enum WhenFull {
    Wait,
    Refuse,
}

async fn server(room: usize, when_full: WhenFull) {
    let (requests, mut inbox) = mpsc::channel::<Request>(room);
    let served = tokio::spawn(async move {
        let mut longest = Duration::ZERO;
        let mut count = 0;
        while let Some(request) = inbox.recv().await {
            sleep(SECOND).await;
            longest = longest.max(request.came_in.elapsed());
            count += 1;
        }
        (count, longest)
    });
    let mut refused = 0;
    for _ in 0..60 {
        let came_in = Instant::now();
        match when_full {
            WhenFull::Wait => {
                let requests = requests.clone();
                tokio::spawn(async move { requests.send(Request { came_in }).await });
            }
            WhenFull::Refuse => match requests.try_send(Request { came_in }) {
                Ok(()) => {}
                Err(TrySendError::Full(_)) => refused += 1, // "503, come back later"
                Err(TrySendError::Closed(_)) => break,
            },
        }
        sleep(SECOND / 2).await; // the next one comes
    }
    drop(requests);
    let (count, longest) = served.await.unwrap();
    println!("{count} served, {refused} refused, the longest answer took {longest:?}");
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    server(4, WhenFull::Wait).await;
    server(4, WhenFull::Refuse).await;
}
// ANCHOR_END: main
