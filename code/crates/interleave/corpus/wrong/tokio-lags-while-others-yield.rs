//@ finds: panic
//! A slow subscriber of a broadcast channel with room for two lags behind; its unwrap fails.

use tokio::sync::broadcast;

#[tokio::main]
async fn main() {
    let (news, mut reader) = broadcast::channel(2);
    let subscriber = tokio::spawn(async move {
        let mut sum = 0;
        for _ in 0..3 {
            sum += reader.recv().await.unwrap();
        }
        sum
    });
    for headline in 1..=3 {
        news.send(headline).unwrap();
        tokio::task::yield_now().await;
    }
    assert_eq!(subscriber.await.unwrap(), 6);
}
