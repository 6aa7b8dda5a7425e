//! A watch channel gives the newest value, whatever was missed in between.

use tokio::sync::watch;

#[tokio::main]
async fn main() {
    let (sender, mut receiver) = watch::channel(0);
    let reader = tokio::spawn(async move {
        let mut last = 0;
        while receiver.changed().await.is_ok() {
            let value = *receiver.borrow_and_update();
            assert!(value >= last);
            last = value;
        }
        last
    });
    for value in 1..=3 {
        sender.send(value).unwrap();
    }
    drop(sender);
    assert_eq!(reader.await.unwrap(), 3);
}
