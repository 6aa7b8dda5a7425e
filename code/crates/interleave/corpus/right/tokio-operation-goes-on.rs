//! The long operation is pinned outside of the loop and guarded by a precondition once it has ended.

use tokio::sync::mpsc;
use tokio::task::yield_now;

async fn operation() -> &'static str {
    yield_now().await;
    yield_now().await;
    "ready"
}

#[tokio::main]
async fn main() {
    let (sender, mut receiver) = mpsc::channel(3);
    tokio::spawn(async move {
        for number in [1, 2, 3] {
            sender.send(number).await.unwrap();
        }
    });
    let operation = operation();
    tokio::pin!(operation);
    let (mut result, mut sum) = (None, 0);
    loop {
        tokio::select! {
            answer = &mut operation, if result.is_none() => result = Some(answer),
            Some(number) = receiver.recv() => sum += number,
            else => break,
        }
    }
    assert_eq!((result, sum), (Some("ready"), 6));
}
