//! Computing for asynchronous callers: a pool of as many threads as cores, and a channel for each answer.
//@ explore: no, because the explorer does not know rayon

// ANCHOR: main
use futures::future::join_all;
use rayon::{ThreadPool, ThreadPoolBuilder};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::thread;
use tokio::sync::oneshot;

async fn compute<T: Send + 'static>(
    pool: &ThreadPool,
    work: impl FnOnce() -> T + Send + 'static,
) -> T {
    let (sender, answer) = oneshot::channel();
    pool.spawn(move || {
        if !sender.is_closed() {
            sender.send(catch_unwind(AssertUnwindSafe(work))).ok();
        }
    });
    match answer.await.expect("the pool runs every job") {
        Ok(value) => value,
        Err(panic) => resume_unwind(panic),
    }
}

fn sum_of_squares(to: u64) -> (u64, bool) {
    let on_the_pool = thread::current().name() == Some("computing");
    ((1..=to).map(|number| number * number).sum(), on_the_pool)
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let pool = ThreadPoolBuilder::new()
        .num_threads(2)
        .thread_name(|_| "computing".to_owned())
        .build()
        .expect("threads can be started");
    let jobs = [10, 100, 1000].map(|to| compute(&pool, move || sum_of_squares(to)));
    println!("{:?}", join_all(jobs).await);
    let job = async move { compute(&pool, || "ten".parse::<u32>().unwrap()).await };
    println!("a panic: {}", tokio::spawn(job).await.is_err());
}
// ANCHOR_END: main
