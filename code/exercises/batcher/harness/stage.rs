//! The stage under test between two channels, and the runtimes that it runs on.

use std::time::Duration;

use answer::{Undelivered, batcher};
use harness_kit::{Tally, expect, note, seconds};
use tokio::runtime::Builder;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::{Instant, sleep, sleep_until, timeout};

/// Where items go in; counts those that were accepted.
#[derive(Clone)]
pub(super) struct Input {
    sender: mpsc::Sender<usize>,
    accepted: Tally,
}

impl Input {
    pub(super) fn is_closed(&self) -> bool {
        self.sender.is_closed()
    }
}

/// A stage that runs as a task.
pub(super) struct Stage {
    pub(super) input: Input,
    pub(super) output: mpsc::Receiver<Vec<usize>>,
    pub(super) task: JoinHandle<Result<(), Undelivered<usize>>>,
    pub(super) accepted: Tally,
}

impl Stage {
    /// With so much room in the output and in the input.
    pub(super) fn new(batches: usize, items: usize, max: usize, wait: Duration) -> Self {
        let (sender, receiver) = mpsc::channel(items);
        let (output, batches) = mpsc::channel(batches);
        let max = max.try_into().expect("the checks ask for one at least");
        let accepted = Tally::new();
        Self {
            input: Input {
                sender,
                accepted: accepted.clone(),
            },
            output: batches,
            task: tokio::spawn(batcher(receiver, output, max, wait)),
            accepted,
        }
    }

    /// Waits for its end, but not for ever.
    pub(super) async fn ends(&mut self) -> Result<(), Undelivered<usize>> {
        match timeout(seconds(1000), &mut self.task).await {
            Ok(result) => result.expect("the stage does not panic"),
            Err(_) => panic!("when the output is closed the stage ends, but this one does not end"),
        }
    }
}

/// Sends these items as soon as there is room, until the input is closed.
pub(super) async fn feed(input: &Input, items: impl IntoIterator<Item = usize>) {
    for item in items {
        if input.sender.send(item).await.is_err() {
            return;
        }
        note(|| format!("item {item} is in the input"));
        input.accepted.add();
    }
}

/// The same in two steps, room first: whoever has that is not refused any more when the input is closed in between.
pub(super) async fn feed_by_permit(input: &Input, items: impl IntoIterator<Item = usize>) {
    for item in items {
        let Ok(room) = input.sender.reserve().await else {
            return;
        };
        room.send(item);
        note(|| format!("item {item} is in the input"));
        input.accepted.add();
    }
}

/// The batches that come out, each with its moment, when items 0, 1, 2 … come in at these seconds and the input ends so
/// many seconds after the last.
pub(super) async fn batches(
    max: usize,
    wait: u64,
    moments: &[u64],
    ends_after: u64,
) -> Vec<(Duration, Vec<usize>)> {
    let mut stage = Stage::new(99, 99, max, seconds(wait));
    let started = Instant::now();
    let moments = moments.to_vec();
    let input = stage.input;
    tokio::spawn(async move {
        for (item, moment) in moments.into_iter().enumerate() {
            sleep_until(started + seconds(moment)).await;
            feed(&input, [item]).await;
        }
        sleep(seconds(ends_after)).await;
    });
    let mut found = Vec::new();
    while let Some(batch) = stage.output.recv().await {
        expect(batch.len() <= max, "no batch has more than max items");
        found.push((started.elapsed(), batch));
    }
    found
}

/// Batches, each with its second.
pub(super) fn at<const COUNT: usize>(
    expected: [(u64, Vec<usize>); COUNT],
) -> Vec<(Duration, Vec<usize>)> {
    expected
        .map(|(moment, batch)| (seconds(moment), batch))
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
