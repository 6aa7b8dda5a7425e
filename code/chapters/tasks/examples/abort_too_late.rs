//! After `abort` a task may still have run to its end.
//@ output: one-of
//@ because: the task may be done before it is aborted
//@ explore: outcomes

// ANCHOR: main
#[tokio::main(worker_threads = 1)]
async fn main() {
    let task = tokio::spawn(async { "charged" });
    task.abort();
    match task.await {
        Ok(result) => println!("too late: {result}"),
        Err(error) => println!("cancelled: {}", error.is_cancelled()),
    }
}
// ANCHOR_END: main
