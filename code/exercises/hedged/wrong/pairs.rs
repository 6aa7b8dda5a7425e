//! caught by: the_next_is_asked_after_the_delay, the_first_answer_wins: the replicas race in pairs, and the third waits until two have failed
use std::time::Duration;

use futures::future::{Either, select};
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
        let mut errs = vec![];
        let mut it = replicas.into_iter();
        while let Some(f) = it.next() {
            let first = Box::pin(f());
            match select(first, Box::pin(sleep(delay))).await {
                Either::Left((Ok(v), _)) => return Ok(v),
                Either::Left((Err(e), _)) => {
                    errs.push(e);
                    continue;
                }
                Either::Right((_, first)) => {
                    let Some(g) = it.next() else {
                        match first.await {
                            Ok(v) => return Ok(v),
                            Err(e) => {
                                errs.push(e);
                                break;
                            }
                        }
                    };
                    let second = Box::pin(g());
                    match select(first, second).await {
                        Either::Left((Ok(v), _)) => return Ok(v),
                        Either::Right((Ok(v), _)) => return Ok(v),
                        Either::Left((Err(e), second)) => {
                            errs.push(e);
                            match second.await {
                                Ok(v) => return Ok(v),
                                Err(e) => errs.push(e),
                            }
                        }
                        Either::Right((Err(e), first)) => {
                            match first.await {
                                Ok(v) => return Ok(v),
                                Err(e1) => errs.push(e1),
                            };
                            errs.push(e);
                        }
                    }
                }
            }
        }
        Err(HedgeError::AllFailed(errs))
    };
    timeout(limit, work)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
