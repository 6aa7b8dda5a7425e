//! Several futures at once, the first error, and tasks that are aborted or panic.

use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::sleep;

async fn after(milliseconds: u64) -> Result<u64, String> {
    sleep(Duration::from_millis(milliseconds)).await;
    if milliseconds > 3 { Err(format!("{milliseconds} is too long")) } else { Ok(milliseconds) }
}

#[tokio::main]
async fn main() {
    let (first, second) = tokio::join!(after(1), after(2));
    assert_eq!((first, second), (Ok(1), Ok(2)));
    assert_eq!(tokio::try_join!(after(1), after(4)), Err("4 is too long".to_owned()));

    let mut set = JoinSet::new();
    let handle = set.spawn(std::future::pending::<()>());
    set.spawn(std::future::pending());
    handle.abort();
    assert!(set.join_next().await.unwrap().unwrap_err().is_cancelled());
    set.abort_all();
    while let Some(ended) = set.join_next().await {
        assert!(ended.unwrap_err().is_cancelled());
    }

    let task = tokio::spawn(async { panic!("on purpose") });
    let watches = task.abort_handle();
    let payload = task.await.unwrap_err().into_panic();
    assert_eq!(payload.downcast_ref(), Some(&"on purpose"));
    assert!(watches.is_finished());
}
