//@ finds: deadlock
//! A lock of the standard library is held across an await on the only thread; the other task blocks that thread.

use std::rc::Rc;
use std::sync::Mutex;
use tokio::task::{LocalSet, spawn_local, yield_now};

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let local = LocalSet::new();
    local
        .run_until(async {
            let total = Rc::new(Mutex::new(0));
            let other = Rc::clone(&total);
            let slow = spawn_local(async move {
                let mut total = other.lock().unwrap();
                yield_now().await;
                *total += 1;
            });
            let quick = spawn_local(async move {
                *total.lock().unwrap() += 1;
            });
            slow.await.unwrap();
            quick.await.unwrap();
        })
        .await;
}
