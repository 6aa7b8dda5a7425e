//! A resource that knows what happens to it, and the runtimes that the checks run on.

use answer::Resource;
use harness_kit::{Tally, expect, expect_eq, note, seconds};
use tokio::runtime::{Builder, Runtime};
use tokio::task::yield_now;
use tokio::time::{sleep, timeout};
use tokio_util::task::TaskTracker;

/// What happened to the resources that were opened here.
#[derive(Clone, Default)]
pub(super) struct Site {
    pub(super) tracker: TaskTracker,
    pub(super) asked: Tally,
    pub(super) opened: Tally,
    pub(super) bodies: Tally,
    /// Closes that have begun.
    pub(super) closing: Tally,
    pub(super) closed: Tally,
    /// Resources that were dropped without a close.
    pub(super) dropped: Tally,
}

/// How a close goes: how many seconds it takes, and how it ends.
#[derive(Clone, Copy)]
pub(super) enum Close {
    Well(u64),
    Badly(u64),
}

/// What is opened here.
pub(super) struct Session {
    site: Site,
    close: Close,
    pub(super) used: usize,
    closing: bool,
}

impl Site {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Opens a session that closes like this. Has two awaits.
    pub(super) async fn open(&self, close: Close) -> Result<Session, &'static str> {
        self.asked.add();
        sleep(seconds(1)).await;
        yield_now().await;
        self.opened.add();
        note(|| "the resource is open".to_owned());
        Ok(Session {
            site: self.clone(),
            close,
            used: 0,
            closing: false,
        })
    }

    pub(super) async fn fails_to_open(&self) -> Result<Session, &'static str> {
        self.asked.add();
        sleep(seconds(1)).await;
        Err("not open")
    }

    /// Holds that every resource that was opened is closed, once and to its end.
    #[track_caller]
    pub(super) fn expect_closed(&self, when: &str) {
        expect_eq(
            self.dropped.get(),
            0,
            format!("a resource is closed, not dropped ({when})"),
        );
        let (opened, closing) = (self.opened.get(), self.closing.get());
        expect_eq(
            closing,
            opened,
            format!("the close has begun, for each resource that was opened ({when})"),
        );
        expect_eq(
            self.closed.get(),
            opened,
            format!("the close has come to its end ({when})"),
        );
    }

    /// Waits for the tracker, but not for ever.
    pub(super) async fn drains(&self) {
        self.tracker.close();
        let waited = timeout(seconds(100_000), self.tracker.wait()).await;
        expect(
            waited.is_ok(),
            "when everything is closed, nothing is left on the tracker",
        );
    }
}

impl Resource for Session {
    type Error = &'static str;

    async fn close(mut self) -> Result<(), Self::Error> {
        self.closing = true;
        self.site.closing.add();
        note(|| "the close begins".to_owned());
        // As over a network, where another task has its part in it: it cannot be done by a thread that waits for it.
        drop(tokio::spawn(yield_now()).await);
        let (Close::Well(takes) | Close::Badly(takes)) = self.close;
        sleep(seconds(takes)).await;
        self.site.closed.add();
        note(|| "the close has ended".to_owned());
        match self.close {
            Close::Well(_) => Ok(()),
            Close::Badly(_) => Err("not closed"),
        }
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        if !self.closing {
            self.site.dropped.add();
        }
    }
}

/// With a clock that stands still as long as anything can run.
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
