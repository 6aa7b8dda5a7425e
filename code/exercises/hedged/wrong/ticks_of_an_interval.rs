//! caught by: an_error_restarts_the_delay: an interval ticks on, whenever the latest replica was asked
use std::time::Duration;

use futures::StreamExt;
use futures::stream::FuturesUnordered;
use tokio::time::{Instant, interval_at, sleep};

#[derive(Debug, PartialEq, Eq)]
pub enum HedgeError<E> {
    AllFailed(Vec<E>),
    TimedOut,
    Empty,
}

pub async fn hedged<T, E, F, Fut>(
    replicas: Vec<F>,
    delay: Duration,
    limit: Duration,
) -> Result<T, HedgeError<E>>
where
    F: FnOnce() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    if replicas.is_empty() {
        return Err(HedgeError::Empty);
    }
    let mut errors: Vec<Option<E>> = replicas.iter().map(|_| None).collect();
    let mut waiting = replicas.into_iter().enumerate();
    let mut in_flight = FuturesUnordered::new();
    let deadline = sleep(limit);
    tokio::pin!(deadline);
    let period = delay.clamp(Duration::from_nanos(1), Duration::from_secs(1 << 30));
    let mut ticks = interval_at(Instant::now() + period, period);
    loop {
        if let Some((index, ask)) = waiting.next() {
            let asking = ask();
            in_flight.push(async move { (index, asking.await) });
        }
        tokio::select! {
            biased;
            news = in_flight.next() => match news {
                Some((_, Ok(answer))) => return Ok(answer),
                Some((index, Err(error))) => errors[index] = Some(error),
                None => return Err(HedgeError::AllFailed(errors.into_iter().flatten().collect())),
            },
            _ = &mut deadline => return Err(HedgeError::TimedOut),
            _ = ticks.tick(), if waiting.len() > 0 => {}
        }
    }
}
