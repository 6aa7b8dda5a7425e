//! The bucket refills by an interval; whoever takes a token forgets its permit.

use std::sync::Arc;
use tokio::sync::Semaphore;
use tokio::time::{Duration, Instant, MissedTickBehavior, interval};

struct Limiter {
    tokens: Arc<Semaphore>,
    refill: tokio::task::JoinHandle<()>,
}

impl Limiter {
    fn new(burst: usize, every: Duration) -> Self {
        let tokens = Arc::new(Semaphore::new(burst));
        let bucket = tokens.clone();
        let refill = tokio::spawn(async move {
            let mut ticks = interval(every);
            ticks.set_missed_tick_behavior(MissedTickBehavior::Skip);
            ticks.tick().await;
            loop {
                ticks.tick().await;
                if bucket.available_permits() < burst {
                    bucket.add_permits(1);
                }
            }
        });
        Self { tokens, refill }
    }

    async fn take(&self) {
        self.tokens.acquire().await.unwrap().forget();
    }
}

impl Drop for Limiter {
    fn drop(&mut self) {
        self.refill.abort();
    }
}

#[tokio::main]
async fn main() {
    let begin = Instant::now();
    let limiter = Limiter::new(1, Duration::from_millis(100));
    limiter.take().await;
    limiter.take().await;
    assert!(begin.elapsed() >= Duration::from_millis(100));
}
