//! design: no set and no macro; one poll function looks at every request and at two sleeps
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::time::{Sleep, sleep};

#[derive(Debug, PartialEq, Eq)]
pub enum HedgeError<E> {
    AllFailed(Vec<E>),
    TimedOut,
    Empty,
}

enum Request<Fut, E> {
    Asked(Pin<Box<Fut>>),
    Failed(E),
}

struct Hedge<F, Fut, E> {
    /// The next one to ask is the last.
    waiting: Vec<F>,
    requests: Vec<Request<Fut, E>>,
    delay: Duration,
    timer: Option<Pin<Box<Sleep>>>,
    limit: Pin<Box<Sleep>>,
}

impl<T, E, F, Fut> Hedge<F, Fut, E>
where
    F: FnOnce() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    fn ask(&mut self) {
        if let Some(ask) = self.waiting.pop() {
            self.requests.push(Request::Asked(Box::pin(ask())));
            self.timer = (!self.waiting.is_empty()).then(|| Box::pin(sleep(self.delay)));
        }
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Result<T, HedgeError<E>>> {
        loop {
            let mut next = false;
            let mut pending = false;
            for request in &mut self.requests {
                if let Request::Asked(future) = request {
                    match future.as_mut().poll(context) {
                        Poll::Ready(Ok(answer)) => return Poll::Ready(Ok(answer)),
                        Poll::Ready(Err(error)) => {
                            *request = Request::Failed(error);
                            next = true;
                            break;
                        }
                        Poll::Pending => pending = true,
                    }
                }
            }
            if self.limit.as_mut().poll(context).is_ready() {
                return Poll::Ready(Err(HedgeError::TimedOut));
            }
            if !next && !pending && self.waiting.is_empty() {
                let errors = self.requests.drain(..).filter_map(|request| match request {
                    Request::Failed(error) => Some(error),
                    Request::Asked(_) => None,
                });
                return Poll::Ready(Err(HedgeError::AllFailed(errors.collect())));
            }
            if let Some(timer) = &mut self.timer
                && !next
            {
                next = timer.as_mut().poll(context).is_ready();
            }
            if !next {
                return Poll::Pending;
            }
            self.ask();
        }
    }
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
    let mut hedge = Hedge {
        waiting: replicas.into_iter().rev().collect(),
        requests: Vec::new(),
        delay,
        timer: None,
        limit: Box::pin(sleep(limit)),
    };
    hedge.ask();
    poll_fn(|context| hedge.poll(context)).await
}
