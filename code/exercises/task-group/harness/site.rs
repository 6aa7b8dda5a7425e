//! Children that are counted, and the runtimes that they run on.

use std::time::Duration;

use answer::{TaskFailure, TaskGroup};
use harness_kit::{Tally, expect, seconds};
use tokio::runtime::{Builder, Runtime};
use tokio::time::{Instant, sleep};

/// What a child does: how many seconds it takes, and how it ends.
#[derive(Clone, Copy)]
pub(super) enum Child {
    Ends(u64),
    Fails(u64),
    Panics(u64),
    Hangs,
}

pub(super) type Group = TaskGroup<usize, usize>;
pub(super) type Answer = Result<usize, TaskFailure<usize>>;

/// Where the children live. Each has a number, which is its value or its error.
#[derive(Clone)]
pub(super) struct Site {
    /// Futures that exist, begun or not.
    pub(super) alive: Tally,
    /// Children between their first poll and the drop of their future.
    pub(super) running: Tally,
    pub(super) peak: Tally,
    pub(super) begun: Tally,
    /// Children that came to their end.
    pub(super) landed: Tally,
    pub(super) started: Instant,
}

impl Site {
    pub(super) fn new() -> Self {
        Self {
            alive: Tally::new(),
            running: Tally::new(),
            peak: Tally::new(),
            begun: Tally::new(),
            landed: Tally::new(),
            started: Instant::now(),
        }
    }

    pub(super) fn child(
        &self,
        number: usize,
        child: Child,
    ) -> impl Future<Output = Result<usize, usize>> + Send + use<> {
        let life = Counted::new(&self.alive);
        let site = self.clone();
        async move {
            let _life = life;
            site.begun.add();
            site.peak.raise(site.running.get() + 1);
            let _run = Counted::new(&site.running);
            match child {
                Child::Ends(0) | Child::Fails(0) | Child::Panics(0) => {}
                Child::Ends(takes) | Child::Fails(takes) | Child::Panics(takes) => {
                    sleep(seconds(takes)).await;
                }
                Child::Hangs => sleep(Duration::MAX).await,
            }
            site.landed.add();
            match child {
                Child::Fails(_) => Err(number),
                Child::Panics(_) => panic!("child {number} panics"),
                Child::Ends(_) | Child::Hangs => Ok(number),
            }
        }
    }

    /// A group with these children, numbered from 0.
    pub(super) async fn group(&self, limit: usize, children: &[Child]) -> Group {
        let mut group = group(limit);
        for (number, child) in children.iter().enumerate() {
            group.spawn(self.child(number, *child)).await;
        }
        group
    }

    /// Holds the time since the start against so many seconds.
    pub(super) fn expect_moment(&self, expected: u64, what: &str) {
        let found = self.started.elapsed();
        let expected = seconds(expected);
        expect(
            found == expected,
            format!("{what}: after {found:?}, expected after {expected:?}"),
        );
    }
}

/// Adds one to a tally as long as it lives.
pub(super) struct Counted(Tally);

impl Counted {
    pub(super) fn new(tally: &Tally) -> Self {
        tally.add();
        Self(tally.clone())
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.0.subtract();
    }
}

pub(super) fn group<T: Send + 'static, E: Send + 'static>(limit: usize) -> TaskGroup<T, E> {
    TaskGroup::new(limit.try_into().expect("limits of the checks are not zero"))
}

/// Results that can be compared.
pub(super) fn plain(results: Vec<Answer>) -> Vec<Result<usize, String>> {
    results
        .into_iter()
        .map(|result| result.map_err(|failure| words(&failure)))
        .collect()
}

pub(super) fn words(failure: &TaskFailure<usize>) -> String {
    match failure {
        TaskFailure::Error(number) => format!("error {number}"),
        TaskFailure::Panicked(message) => format!("panic: {message}"),
        TaskFailure::Cancelled => "cancelled".to_owned(),
    }
}

/// With a clock that stands still as long as anything can run, so that moments are exact.
pub(super) fn one_thread() -> Runtime {
    Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime can be built")
}

pub(super) fn run<F: Future>(future: F) -> F::Output {
    one_thread().block_on(future)
}

/// With two workers, and time that passes as it likes.
pub(super) fn run_on_two_workers<F: Future>(future: F) -> F::Output {
    Builder::new_multi_thread()
        .worker_threads(2)
        .enable_time()
        .build()
        .expect("a runtime can be built")
        .block_on(future)
}
