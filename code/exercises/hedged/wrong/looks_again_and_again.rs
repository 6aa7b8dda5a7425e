//! caught by: a_waiting_request_is_left_alone: all requests are polled ten times a second, whether or not anything has happened
use std::pin::Pin;
use std::time::Duration;

use futures::FutureExt;
use tokio::time::{Instant, sleep};

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
    let count = replicas.len();
    let started = Instant::now();
    let mut waiting = replicas.into_iter().enumerate();
    let mut errors: Vec<Option<E>> = (0..count).map(|_| None).collect();
    let mut in_flight: Vec<(usize, Pin<Box<Fut>>)> = Vec::new();
    let mut asked_at = started;
    let mut due = true;
    loop {
        if due && let Some((index, ask)) = waiting.next() {
            in_flight.push((index, Box::pin(ask())));
            asked_at = Instant::now();
        }
        due = false;
        let mut at = 0;
        while at < in_flight.len() {
            let (index, request) = &mut in_flight[at];
            match request.now_or_never() {
                Some(Ok(answer)) => return Ok(answer),
                Some(Err(error)) => {
                    errors[*index] = Some(error);
                    in_flight.remove(at);
                    due = true;
                }
                None => at += 1,
            }
        }
        if due {
            continue;
        }
        if in_flight.is_empty() && waiting.len() == 0 {
            return Err(HedgeError::AllFailed(
                errors.into_iter().flatten().collect(),
            ));
        }
        if started.elapsed() >= limit {
            return Err(HedgeError::TimedOut);
        }
        if asked_at.elapsed() >= delay && waiting.len() > 0 {
            due = true;
            continue;
        }
        sleep(Duration::from_millis(100)).await;
    }
}
