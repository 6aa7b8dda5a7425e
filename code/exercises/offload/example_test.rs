//! A first look at the pool. Add what you like: the graded checks are others.

use std::num::NonZeroUsize;
use std::thread;

use offload::{Offload, OffloadError};

const TWO: NonZeroUsize = NonZeroUsize::new(2).unwrap();

#[tokio::test]
async fn a_value_comes_back() {
    let pool = Offload::new(TWO, 4);
    assert_eq!(pool.run(|| (1..=5).product::<u32>()).await, Ok(120));
}

#[tokio::test]
async fn it_is_another_thread() {
    let pool = Offload::new(TWO, 4);
    let id = pool.try_run(|| thread::current().id()).await.unwrap();
    assert_ne!(id, thread::current().id());
}

#[tokio::test]
async fn a_panic_is_an_error() {
    let pool = Offload::new(TWO, 4);
    let outcome = pool.run(|| -> u32 { panic!("no number") }).await;
    assert_eq!(outcome, Err(OffloadError::Panicked("no number".to_owned())));
    assert_eq!(pool.run(|| 3).await, Ok(3));
}
