//! Futures that wait, and permits, move to other threads while the semaphore lives.

use std::thread;

use answer::{AsyncPermit, AsyncSemaphore, Closed};

async fn use_it(permit: Result<AsyncPermit<'_>, Closed>) {
    std::future::ready(()).await;
    drop(permit);
}

fn run(future: impl Future<Output = ()> + Send) {
    drop(future);
}

fn main() {
    let semaphore = AsyncSemaphore::new(2);
    thread::scope(|scope| {
        let one = async { use_it(semaphore.acquire().await).await };
        scope.spawn(|| run(one));
        let two = async { use_it(semaphore.acquire_many(2).await).await };
        scope.spawn(|| run(two));
        let permit = semaphore.try_acquire();
        scope.spawn(|| drop(permit));
    });
    drop(semaphore);
}
