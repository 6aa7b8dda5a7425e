//! Streams whose items come at known moments, and that notice how they are polled.

use std::fmt::Debug;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use futures::stream::{self, LocalBoxStream, Stream, StreamExt};
use harness_kit::{Tally, expect, note, seconds};
use tokio::runtime::Builder;
use tokio::time::{Instant, sleep, sleep_until};

/// Notices how a stream is polled, and refuses to be polled after its end.
pub(super) struct Watched<S> {
    source: Pin<Box<S>>,
    watch: Watch,
    ended: bool,
}

/// What a watched stream has noticed.
#[derive(Clone)]
pub(super) struct Watch {
    pub(super) polls: Tally,
    pub(super) taken: Tally,
}

pub(super) fn watched<S: Stream>(source: S) -> (Watched<S>, Watch) {
    let watch = Watch {
        polls: Tally::new(),
        taken: Tally::new(),
    };
    let watched = Watched {
        source: Box::pin(source),
        watch: watch.clone(),
        ended: false,
    };
    (watched, watch)
}

impl<S: Stream> Stream for Watched<S> {
    type Item = S::Item;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<S::Item>> {
        expect(!self.ended, "a source that has ended is not polled again");
        self.watch.polls.add();
        let polled = self.source.as_mut().poll_next(context);
        match &polled {
            Poll::Ready(Some(_)) => {
                self.watch.taken.add();
            }
            Poll::Ready(None) => self.ended = true,
            Poll::Pending => {}
        }
        polled
    }
}

/// These items, each so many seconds after the one before it was taken and the next one asked for; ends so long after the last.
pub(super) fn slow<T: 'static>(
    items: Vec<(u64, T)>,
    ends_after: u64,
) -> LocalBoxStream<'static, T> {
    let ends = stream::once(async move {
        passes(ends_after).await;
    });
    let items = stream::iter(items).then(|(after, item)| async move {
        passes(after).await;
        item
    });
    items
        .map(Some)
        .chain(ends.map(|()| None))
        .filter_map(async |item| item)
        .boxed_local()
}

async fn passes(count: u64) {
    if count > 0 {
        sleep(seconds(count)).await;
    }
}

/// These items at these seconds from now on, whether somebody asks or not; ends at `end`.
pub(super) fn timed<T: Debug + 'static>(
    items: Vec<(u64, T)>,
    end: u64,
) -> LocalBoxStream<'static, T> {
    let started = Instant::now();
    let items = stream::iter(items).then(move |(moment, item)| async move {
        sleep_until(started + seconds(moment)).await;
        note(|| format!("the source gives {item:?}"));
        item
    });
    let ends = stream::once(async move {
        sleep_until(started + seconds(end)).await;
        note(|| "the source ends".to_owned());
    });
    items
        .map(Some)
        .chain(ends.map(|()| None))
        .filter_map(async |item| item)
        .boxed_local()
}

/// What comes out, each with its moment.
pub(super) async fn moments<T>(stream: impl Stream<Item = T>) -> Vec<(Duration, T)> {
    let started = Instant::now();
    stream.map(|item| (started.elapsed(), item)).collect().await
}

/// Items, each with its second.
pub(super) fn at<T, const COUNT: usize>(expected: [(u64, T); COUNT]) -> Vec<(Duration, T)> {
    expected
        .map(|(moment, item)| (seconds(moment), item))
        .into()
}

/// With a clock that stands still as long as anything can run, so that moments are exact.
pub(super) fn run<F: Future>(future: F) -> F::Output {
    Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime can be built")
        .block_on(future)
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
