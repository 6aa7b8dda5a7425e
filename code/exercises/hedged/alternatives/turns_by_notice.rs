//! design: all requests are there from the start, and each waits for its turn, which one dispatcher announces
use std::cell::RefCell;
use std::time::Duration;

use futures::future::{Either, join_all, pending, select};
use futures::pin_mut;
use tokio::sync::{Notify, mpsc, oneshot};
use tokio::time::timeout;

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
    let count = replicas.len();
    if count == 0 {
        return Err(HedgeError::Empty);
    }
    let (answered, mut answer) = mpsc::unbounded_channel();
    let errors: RefCell<Vec<Option<E>>> = RefCell::new((0..count).map(|_| None).collect());
    let failed = Notify::new();
    let (turns, requests): (Vec<_>, Vec<_>) = replicas
        .into_iter()
        .enumerate()
        .map(|(index, ask)| {
            let (turn, my_turn) = oneshot::channel::<()>();
            let (answered, errors, failed) = (answered.clone(), &errors, &failed);
            let request = async move {
                if my_turn.await.is_err() {
                    return;
                }
                match ask().await {
                    Ok(value) => drop(answered.send(value)),
                    Err(error) => {
                        errors.borrow_mut()[index] = Some(error);
                        failed.notify_one();
                    }
                }
            };
            (turn, request)
        })
        .unzip();
    let dispatcher = async {
        let last = turns.len() - 1;
        for (index, turn) in turns.into_iter().enumerate() {
            let _ = turn.send(());
            if index < last {
                let _ = timeout(delay, failed.notified()).await;
            }
        }
    };
    let all = async {
        futures::join!(dispatcher, join_all(requests));
    };
    let outcome = timeout(limit, async {
        pin_mut!(all);
        let first = async {
            match answer.recv().await {
                Some(value) => value,
                None => pending().await,
            }
        };
        pin_mut!(first);
        match select(first, all).await {
            Either::Left((value, _)) => Some(value),
            Either::Right(_) => None,
        }
    })
    .await;
    match outcome {
        Ok(Some(value)) => return Ok(value),
        Err(_) => return Err(HedgeError::TimedOut),
        Ok(None) => {}
    }
    match answer.try_recv() {
        Ok(value) => Ok(value),
        Err(_) => Err(HedgeError::AllFailed(
            errors.take().into_iter().flatten().collect(),
        )),
    }
}
