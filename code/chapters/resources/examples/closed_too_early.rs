//! The database is closed after the workers were told to stop, and before they have.
//@ output: one-of
//@ because: the worker's last words and the closing are not ordered
//@ explore: outcomes
//@ graph

// ANCHOR: main
use std::sync::{Arc, Mutex};
use tokio_util::sync::CancellationToken;

type Database = Arc<Mutex<Option<Vec<&'static str>>>>;

async fn worker(stop: CancellationToken, database: Database) {
    stop.cancelled().await;
    if let Some(orders) = database.lock().unwrap().as_mut() {
        orders.push("the last order");
    }
}

#[tokio::main(worker_threads = 1)]
async fn main() {
    let stop = CancellationToken::new();
    let database: Database = Arc::new(Mutex::new(Some(vec!["an order"])));
    let task = tokio::spawn(worker(stop.clone(), Arc::clone(&database)));

    stop.cancel();
    let orders = database.lock().unwrap().take(); // closes the database
    task.await.unwrap();
    println!("in the database: {}", orders.unwrap().join(", "));
}
// ANCHOR_END: main
