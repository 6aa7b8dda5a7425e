//! A task on a thread of its own may begin before main waits; a future may not.
//@ output: one-of
//@ because: the operating system decides when the worker thread runs
//@ explore: outcomes

// ANCHOR: main
async fn order(dish: &str) {
    println!("  the kitchen gets: {dish}");
}

#[tokio::main(worker_threads = 1)]
async fn main() {
    let future = order("soup");
    let task = tokio::spawn(order("rice"));
    println!("both are ordered, it seems");
    task.await.unwrap();
    future.await;
}
// ANCHOR_END: main
