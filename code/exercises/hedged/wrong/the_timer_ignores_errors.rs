//! caught by: an_error_restarts_the_delay: the timer starts anew when it has fired, but not when an error asks the next replica
use std::time::Duration;

use futures::stream::{FuturesUnordered, StreamExt};
use tokio::time::{sleep, timeout};

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
    let work = async {
        let n = replicas.len();
        let mut it = replicas.into_iter().enumerate();
        let mut set = FuturesUnordered::new();
        let mut errs: Vec<Option<E>> = (0..n).map(|_| None).collect();
        let mut timer = Box::pin(sleep(delay));
        let (i, f) = it.next().unwrap();
        set.push(tag(i, f()));
        loop {
            tokio::select! {
                biased;
                Some((i, r)) = set.next() => match r { Ok(v) => return Ok(v), Err(e) => {
                    errs[i] = Some(e);
                    match it.next() { Some((i, f)) => set.push(tag(i, f())), None if set.is_empty() => return Err(HedgeError::AllFailed(errs.into_iter().flatten().collect())), None => {} }
                } },
                _ = &mut timer, if it.len() > 0 => {
                    let (i, f) = it.next().unwrap();
                    set.push(tag(i, f()));
                    timer = Box::pin(sleep(delay));
                }
            }
        }
    };
    timeout(limit, work)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}

async fn tag<O>(i: usize, f: impl Future<Output = O>) -> (usize, O) {
    (i, f.await)
}
