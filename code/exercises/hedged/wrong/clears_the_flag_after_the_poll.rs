//! caught by: a_finished_request_is_noticed: a request that is woken while it is polled loses that wake-up, because the flag is cleared after the poll
use std::future::poll_fn;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use tokio::time::{sleep, timeout};

#[derive(Debug, PartialEq, Eq)]
pub enum HedgeError<E> {
    AllFailed(Vec<E>),
    TimedOut,
    Empty,
}

/// Rung when its request can go on.
struct Bell {
    rung: AtomicBool,
    outer: Mutex<Waker>,
}

impl Wake for Bell {
    fn wake(self: Arc<Self>) {
        self.rung.store(true, Ordering::SeqCst);
        self.outer.lock().unwrap().wake_by_ref();
    }
}

struct Request<Fut> {
    index: usize,
    asking: Pin<Box<Fut>>,
    bell: Arc<Bell>,
}

fn poll_all<Fut: Future>(
    requests: &mut Vec<Request<Fut>>,
    context: &mut Context<'_>,
) -> Poll<Option<(usize, Fut::Output)>> {
    for at in 0..requests.len() {
        let request = &mut requests[at];
        *request.bell.outer.lock().unwrap() = context.waker().clone();
        if !request.bell.rung.load(Ordering::SeqCst) {
            continue;
        }
        let waker = Waker::from(Arc::clone(&request.bell));
        let polled = request
            .asking
            .as_mut()
            .poll(&mut Context::from_waker(&waker));
        request.bell.rung.store(false, Ordering::SeqCst);
        if let Poll::Ready(output) = polled {
            let index = requests.remove(at).index;
            return Poll::Ready(Some((index, output)));
        }
    }
    if requests.is_empty() {
        return Poll::Ready(None);
    }
    Poll::Pending
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
    let asking = async {
        let mut errors: Vec<Option<E>> = replicas.iter().map(|_| None).collect();
        let mut waiting = replicas.into_iter().enumerate();
        let mut requests = Vec::new();
        loop {
            if let Some((index, ask)) = waiting.next() {
                requests.push(Request {
                    index,
                    asking: Box::pin(ask()),
                    bell: Arc::new(Bell {
                        rung: AtomicBool::new(true),
                        outer: Mutex::new(Waker::noop().clone()),
                    }),
                });
            }
            let pause = async {
                if waiting.len() == 0 {
                    std::future::pending::<()>().await;
                }
                sleep(delay).await;
            };
            let news = poll_fn(|context| poll_all(&mut requests, context));
            tokio::select! {
                biased;
                news = news => match news {
                    Some((_, Ok(answer))) => return Ok(answer),
                    Some((index, Err(error))) => errors[index] = Some(error),
                    None => {
                        return Err(HedgeError::AllFailed(errors.into_iter().flatten().collect()));
                    }
                },
                () = pause => {}
            }
        }
    };
    timeout(limit, asking)
        .await
        .unwrap_or(Err(HedgeError::TimedOut))
}
