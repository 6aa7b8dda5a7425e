//! Runtimes of both kinds, built by hand, entered from outside and ended in three ways.

use std::time::Duration;

use tokio::runtime::{Builder, Handle};
use tokio::task;

fn main() {
    let one = Builder::new_current_thread().enable_all().build().unwrap();
    let doubled = one.block_on(async {
        let handle = Handle::current();
        let half = handle.spawn(async { 21 });
        half.await.unwrap() * 2
    });
    assert_eq!(doubled, 42);
    one.shutdown_timeout(Duration::from_millis(10));

    let many = Builder::new_multi_thread().worker_threads(2).enable_time().build().unwrap();
    let waits = many.spawn(async {
        tokio::time::sleep(Duration::from_millis(5)).await;
        task::block_in_place(|| std::thread::sleep(Duration::from_millis(5)));
        "slept"
    });
    assert_eq!(many.handle().block_on(waits).unwrap(), "slept");
    drop(many);
}
