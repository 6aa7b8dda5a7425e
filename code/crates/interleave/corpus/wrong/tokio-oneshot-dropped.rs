//@ finds: panic
//! The one who should answer is aborted, and the one who asks takes the answer for granted.

use tokio::sync::oneshot;

#[tokio::main]
async fn main() {
    let (answer, question) = oneshot::channel();
    let server = tokio::spawn(async move {
        tokio::task::yield_now().await;
        let _ = answer.send(42);
    });
    server.abort();
    assert_eq!(question.await.unwrap(), 42);
}
