//! One question, several replicas, the first good answer.

use std::time::Duration;

/// Why there is no answer.
#[derive(Debug, PartialEq, Eq)]
pub enum HedgeError<E> {
    /// Every replica failed; their errors in the order of the replicas.
    AllFailed(Vec<E>),
    /// The limit has passed.
    TimedOut,
    /// There is no replica.
    Empty,
}

/// Asks the first replica, and after each `delay` without an answer, or at once on an error, the next one as well.
///
/// The first `Ok` wins, and the others are cancelled. `limit` bounds the whole call.
pub async fn hedged<T, E, F, Fut>(
    replicas: Vec<F>,
    delay: Duration,
    limit: Duration,
) -> Result<T, HedgeError<E>>
where
    F: FnOnce() -> Fut,
    Fut: Future<Output = Result<T, E>>,
{
    let _ = (replicas, delay, limit);
    todo!("ask one replica after the other, without letting go of those already asked")
}
