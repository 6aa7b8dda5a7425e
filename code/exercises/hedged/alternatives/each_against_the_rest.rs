//! design: recursion; each replica races against all that come after it, which begin when it is late or has failed
use std::pin::Pin;
use std::time::Duration;

use futures::future::{Either, select};
use futures::pin_mut;
use tokio::sync::watch;
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
    if replicas.is_empty() {
        return Err(HedgeError::Empty);
    }
    let (failed, _) = watch::channel(());
    match timeout(limit, race(replicas.into_iter(), delay, &failed)).await {
        Ok(Ok(answer)) => Ok(answer),
        Ok(Err(errors)) => Err(HedgeError::AllFailed(errors)),
        Err(_) => Err(HedgeError::TimedOut),
    }
}

type Race<'a, T, E> = Pin<Box<dyn Future<Output = Result<T, Vec<E>>> + 'a>>;

/// `failed` is told of every failure, so that the one who waits for its turn begins.
fn race<'a, T, E, F, Fut>(
    mut replicas: std::vec::IntoIter<F>,
    delay: Duration,
    failed: &'a watch::Sender<()>,
) -> Race<'a, T, E>
where
    T: 'a,
    E: 'a,
    F: FnOnce() -> Fut + 'a,
    Fut: Future<Output = Result<T, E>> + 'a,
{
    Box::pin(async move {
        let Some(ask) = replicas.next() else {
            return Err(Vec::new());
        };
        let asking = ask();
        if replicas.len() == 0 {
            return asking.await.map_err(|error| {
                failed.send_replace(());
                vec![error]
            });
        }
        let mut news = failed.subscribe();
        let mine = async {
            asking.await.inspect_err(|_| {
                failed.send_replace(());
            })
        };
        let rest = async {
            let _ = timeout(delay, news.changed()).await;
            race(replicas, delay, failed).await
        };
        pin_mut!(mine, rest);
        match select(mine, rest).await {
            Either::Left((Ok(answer), _)) | Either::Right((Ok(answer), _)) => Ok(answer),
            Either::Left((Err(error), rest)) => {
                let mut errors = vec![error];
                match rest.await {
                    Ok(answer) => return Ok(answer),
                    Err(others) => errors.extend(others),
                }
                Err(errors)
            }
            Either::Right((Err(others), mine)) => match mine.await {
                Ok(answer) => Ok(answer),
                Err(error) => Err([error].into_iter().chain(others).collect()),
            },
        }
    })
}
