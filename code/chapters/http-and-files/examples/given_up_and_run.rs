//! A blocking job is given up: if it has begun, it runs to its end.
//@ output: one-of
//@ because: the scheduler decides whether the job has begun
//@ explore: outcomes
//@ graph

// ANCHOR: main
use tokio::task::spawn_blocking;

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let job = spawn_blocking(|| println!("the report is printed"));
    job.abort();
    match job.await {
        Ok(()) => println!("too late to give up"),
        Err(error) => println!("cancelled: {}", error.is_cancelled()),
    }
}
// ANCHOR_END: main
