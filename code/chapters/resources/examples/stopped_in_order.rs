//! A shutdown in three steps: no new work, wait for the work that has begun, close what it needed.
//@ explore: holds

// ANCHOR: main
use std::sync::Arc;
use std::time::Duration;
use tokio::time::sleep;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

struct Database;

impl Database {
    async fn save(&self, what: &str) {
        sleep(Duration::from_secs(1)).await;
        println!("saved: {what}");
    }

    async fn close(self) {
        println!("database closed");
    }
}

async fn worker(name: &'static str, stop: CancellationToken, database: Arc<Database>) {
    while !stop.is_cancelled() {
        database.save(name).await; // finished in any case
    }
    database.save(&format!("{name}, last words")).await;
}

#[tokio::main(flavor = "current_thread", start_paused = true)]
async fn main() {
    let (stop, workers) = (CancellationToken::new(), TaskTracker::new());
    let database = Arc::new(Database);
    workers.spawn(worker("A", stop.clone(), Arc::clone(&database)));
    sleep(Duration::from_millis(500)).await;
    workers.spawn(worker("B", stop.clone(), Arc::clone(&database)));
    sleep(Duration::from_millis(1200)).await;

    println!("stop");
    stop.cancel();
    workers.close();
    workers.wait().await;
    let database = Arc::into_inner(database).expect("no worker is left");
    database.close().await;
}
// ANCHOR_END: main
