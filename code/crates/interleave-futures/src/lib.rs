//! Stands in for `futures`, so that programs that use it run under the `interleave` scheduler.
//!
//! Combinators, streams and channels of `futures` depend on no runtime, so they are the real ones. [`executor`] is replaced, and
//! [`lock`] has scheduling points around the real lock.
//! Operations of `futures::channel` are no scheduling points: each is atomic with what comes before it. A tool that explores such a
//! program should not say that it has covered everything.
//! `futures::select!` polls its branches in an order of its own chance and cannot be explored; `select_biased!` and tokio's `select!` can.
//!
//! # Why each schedule is a real one
//!
//! [`futures::executor`](https://docs.rs/futures/latest/futures/executor/index.html)`::block_on` polls its future on the calling thread whenever it was woken, and parks in between.
//! Everything else is the real code; that some of its operations are no scheduling points leaves schedules out and adds none.

pub use futures::*;

pub mod lock;

/// Running futures on the current thread. Pools of threads are absent.
pub mod executor {
    use std::future::Future;

    use interleave::runtime;

    /// Blocks the current thread on a future.
    #[track_caller]
    pub fn block_on<F: Future>(future: F) -> F::Output {
        interleave_tokio::__interleave::block_thread(future, runtime::here())
    }
}

/// Not available: the real one draws random numbers that no schedule controls.
#[macro_export]
macro_rules! select {
    ($($branches:tt)*) => {
        ::std::compile_error!("`futures::select!`; use `select_biased!` or `tokio::select!`")
    };
}
