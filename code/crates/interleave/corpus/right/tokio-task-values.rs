//! A value of a task is seen by that task only, also after it moved to another worker.

use tokio::task;

tokio::task_local! {
    static NUMBER: u32;
}

async fn number_later() -> u32 {
    task::yield_now().await;
    NUMBER.get()
}

#[tokio::main]
async fn main() {
    let one = tokio::spawn(NUMBER.scope(1, number_later()));
    let two = tokio::spawn(NUMBER.scope(2, number_later()));
    assert_eq!((one.await.unwrap(), two.await.unwrap()), (1, 2));
    assert!(NUMBER.try_with(|_| ()).is_err());
}
