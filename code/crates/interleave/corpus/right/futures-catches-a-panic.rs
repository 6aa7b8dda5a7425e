//! A panic that the `catch_unwind` of `futures` has caught is no failure, and poisons no lock that is taken afterwards.

use std::panic::AssertUnwindSafe;
use std::sync::{Arc, Mutex};

use futures::FutureExt;

#[tokio::main]
async fn main() {
    let caught = Arc::new(Mutex::new(0));
    let count = Arc::clone(&caught);
    let task = tokio::spawn(async move {
        let careless = async { panic!("nobody minds") };
        let result: Result<(), _> = AssertUnwindSafe(careless).catch_unwind().await;
        assert!(result.is_err());
        *count.lock().unwrap() += 1;
    });
    task.await.unwrap();
    assert_eq!(*caught.lock().unwrap(), 1);
}
