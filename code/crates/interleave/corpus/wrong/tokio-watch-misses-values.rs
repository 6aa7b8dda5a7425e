//@ finds: panic
//! A watch channel keeps only the newest value; whoever counts changes misses some.

use tokio::sync::watch;

#[tokio::main]
async fn main() {
    let (sender, mut receiver) = watch::channel(0);
    let counter = tokio::spawn(async move {
        let mut changes = 0;
        while receiver.changed().await.is_ok() {
            changes += 1;
        }
        changes
    });
    for value in 1..=3 {
        sender.send(value).unwrap();
    }
    drop(sender);
    assert_eq!(counter.await.unwrap(), 3);
}
