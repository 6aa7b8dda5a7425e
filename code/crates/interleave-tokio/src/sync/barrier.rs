//! `Barrier`.
//!
//! # Why each schedule is a real one
//!
//! [`tokio::sync::Barrier`](https://docs.rs/tokio/latest/tokio/sync/struct.Barrier.html): all wait for the last one, one of them is the leader. `wait` is not cancel safe.

use std::future::Future;

use interleave::{Fact, runtime};
use tokio::sync as real;
use tokio::sync::BarrierWaitResult;

use crate::shared::{Shared, watch};

/// Lets tasks go on when enough of them have arrived.
#[derive(Debug)]
pub struct Barrier {
    real: Shared<real::Barrier>,
}

impl Barrier {
    /// A barrier for so many tasks.
    #[track_caller]
    #[must_use]
    pub fn new(count: usize) -> Self {
        Self {
            real: Shared::at(real::Barrier::new(count), runtime::here()),
        }
    }

    /// Waits for the others.
    #[track_caller]
    pub fn wait(&self) -> impl Future<Output = BarrierWaitResult> {
        let place = runtime::here();
        async move {
            let id = self.real.id("barrier", place);
            let waits = async {
                runtime::release(id);
                self.real.wait().await
            };
            let result = watch(id, place, "waits for others at {object}", waits).await;
            runtime::event(place, id, Fact::Wakes, || "passes {object}".to_owned());
            result
        }
    }
}
