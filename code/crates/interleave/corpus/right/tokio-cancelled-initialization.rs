//! An initialization that is cancelled leaves the cell empty; the next one makes the value.

use std::sync::Arc;
use std::time::Duration;
use tokio::sync::OnceCell;
use tokio::time::timeout;

#[tokio::main]
async fn main() {
    let cell = Arc::new(OnceCell::new());
    let slow = {
        let cell = cell.clone();
        tokio::spawn(async move {
            let made = cell.get_or_init(|| async {
                std::future::pending::<()>().await;
                1
            });
            timeout(Duration::from_millis(5), made).await.is_ok()
        })
    };
    let value = *cell.get_or_init(|| async { 2 }).await;
    assert_eq!(value, 2);
    slow.await.unwrap();
    assert_eq!(cell.get(), Some(&2));
}
