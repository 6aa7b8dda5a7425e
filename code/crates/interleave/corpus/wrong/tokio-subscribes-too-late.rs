//@ finds: deadlock
//! `subscribe` marks the present value as seen: a worker that subscribes late never hears "ready".

use std::sync::Arc;
use tokio::sync::watch;

#[tokio::main]
async fn main() {
    let (ready, _) = watch::channel(false);
    let ready = Arc::new(ready);
    let worker = {
        let ready = Arc::clone(&ready);
        tokio::spawn(async move {
            let mut updates = ready.subscribe();
            updates.changed().await.unwrap();
            assert!(*updates.borrow());
        })
    };
    ready.send_replace(true);
    worker.await.unwrap();
}
