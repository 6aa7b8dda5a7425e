//@ rejects: E0373, E0597, E0521
//! A job may outlive its caller, so it must not borrow from it.

use std::num::NonZeroUsize;

use answer::{Offload, OffloadError};

fn movable<F: Future + Send>(future: F) -> F {
    future
}

fn static_and_shared<T: Send + Sync + Clone + 'static>(value: T) -> T {
    value
}

async fn length(pool: Offload, text: String) -> Result<usize, OffloadError> {
    let first = movable(pool.run(|| text.len())).await;
    let second = movable(pool.try_run(String::new)).await;
    drop(second);
    first
}

fn main() {
    if false {
        let pool = static_and_shared(Offload::new(NonZeroUsize::MIN, 0));
        drop(movable(length(pool, String::from("text"))));
    }
}
