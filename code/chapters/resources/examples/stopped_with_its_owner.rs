//! Whoever leaves, by whichever way, cancels the token for those it has started.
//@ explore: holds

// ANCHOR: main
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

async fn heartbeat(stop: CancellationToken) {
    println!("heartbeat begins");
    stop.cancelled().await;
    println!("heartbeat ends");
}

async fn session(text: &str, tasks: &TaskTracker) -> Result<u32, std::num::ParseIntError> {
    let stop = CancellationToken::new();
    let _stopped_on_the_way_out = stop.clone().drop_guard();
    tasks.spawn(heartbeat(stop));
    tokio::task::yield_now().await;
    text.parse() // or anything else with a `?`
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let tasks = TaskTracker::new();
    println!("{:?}", session("a lot", &tasks).await);
    tasks.close();
    tasks.wait().await;
}
// ANCHOR_END: main
