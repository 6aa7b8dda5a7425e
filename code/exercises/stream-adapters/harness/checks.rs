//! What the three streams promise: most of it in exact virtual time, one part with two workers.

mod sources;

use std::cmp::Ordering;
use std::pin::pin;
use std::time::Duration;

use answer::{debounce, dedup, merge_sorted};
use futures::{FutureExt, Stream, StreamExt, stream};
use harness_kit::{Counted, Live, expect, expect_eq, seconds};
use tokio::sync::mpsc;
use tokio::time::sleep;

use sources::{at, moments, run, run_on_two_workers, slow, timed, watched};

/// An item that is compared by its key alone.
#[derive(Clone, Debug)]
struct Keyed {
    key: u32,
    mark: char,
}

impl PartialEq for Keyed {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Keyed {}

impl PartialOrd for Keyed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Keyed {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.cmp(&other.key)
    }
}

/// A word such as `1a 2b`: the key and the mark of each item.
fn keyed(word: &str) -> impl Stream<Item = Keyed> + use<> {
    let items: Vec<Keyed> = word
        .split_whitespace()
        .map(|part| {
            let (key, mark) = part.split_at(part.len() - 1);
            Keyed {
                key: key.parse().expect("a number"),
                mark: mark.chars().next().expect("a letter"),
            }
        })
        .collect();
    stream::iter(items)
}

async fn words(items: impl Stream<Item = Keyed>) -> String {
    let parts: Vec<String> = items
        .map(|item| format!("{}{}", item.key, item.mark))
        .collect()
        .await;
    parts.join(" ")
}

pub fn dedup_leaves_out_repetitions() {
    run(async {
        for (source, expected) in [
            ("", ""),
            ("1a", "1a"),
            ("1a 1b 2c 2d 2e 3f", "1a 2c 3f"),
            ("1a 2b 1c 1d 2e", "1a 2b 1c 2e"),
            ("0a 0b 0c", "0a"),
        ] {
            let found = words(dedup(keyed(source))).await;
            let property = "of several equal items in a row the first one comes out, and no other";
            expect_eq(found, expected, format!("{property} (from {source:?})"));
        }
    });
}

pub fn dedup_does_not_hold_back() {
    run(async {
        let source = timed(vec![(0, 1), (5, 1), (9, 2), (20, 2), (30, 3)], 50);
        let found = moments(dedup(source)).await;
        let property = "an item comes out of dedup as soon as it is there";
        expect_eq(found, at([(0, 1), (9, 2), (30, 3)]), property);
    });
}

pub fn debounce_waits_for_silence() {
    run(async {
        let property =
            "the newest item comes out of debounce when the source has been silent for quiet";
        for (items, expected) in [
            (vec![(5, 'a')], vec![(15, 'a')]),
            (vec![(0, 'a'), (30, 'b')], vec![(10, 'a'), (40, 'b')]),
            (vec![(0, 'a'), (6, 'b'), (12, 'c')], vec![(22, 'c')]),
            (
                vec![(0, 'a'), (0, 'b'), (9, 'c'), (23, 'd'), (24, 'e')],
                vec![(19, 'c'), (34, 'e')],
            ),
        ] {
            let found = moments(debounce(timed(items, 90), seconds(10))).await;
            let expected: Vec<_> = expected
                .into_iter()
                .map(|(moment, item)| (seconds(moment), item))
                .collect();
            expect_eq(found, expected, property);
        }
        let property = "an item does not come out of debounce when a newer one is there, also when nobody has asked in between";
        let (sender, receiver) = mpsc::channel(9);
        let mut stream = pin!(debounce(received(receiver), seconds(10)));
        for item in ['a', 'b'] {
            expect(sender.try_send(item).is_ok(), "the source is there");
            let early = stream.next().now_or_never();
            expect(
                early.is_none(),
                "no item comes out of debounce before the silence",
            );
        }
        expect(sender.try_send('c').is_ok(), "the source is there");
        sleep(seconds(20)).await;
        expect_eq(stream.next().await, Some('c'), property);
    });
}

pub fn debounce_gives_the_last_item_at_the_end() {
    run(async {
        let property = "when the source ends, the item that waits comes out of debounce at once";
        let source = timed(vec![(0, 'a'), (30, 'b'), (33, 'c')], 36);
        let found = moments(debounce(source, seconds(10))).await;
        expect_eq(found, at([(10, 'a'), (36, 'c')]), property);
        let found = moments(debounce(stream::iter([1, 2, 3]), seconds(10))).await;
        expect_eq(found, at([(0, 3)]), property);
        // Nothing waits: nothing comes out a second time.
        let source = timed(vec![(0, 'a')], 50);
        let mut stream = pin!(debounce(source, seconds(10)));
        expect_eq(stream.next().await, Some('a'), property);
        let property = "an item comes out of debounce once";
        expect_eq(stream.next().await, None, property);
        let found = moments(debounce(stream::empty::<u8>(), seconds(10))).await;
        expect_eq(found, at([]), "of an empty source nothing comes out");
    });
}

pub fn any_quiet_works() {
    run(async {
        let items = || timed(vec![(0, 'a'), (3, 'b'), (30, 'c')], 50);
        let found = moments(debounce(items(), Duration::ZERO)).await;
        let property = "with a quiet of zero no item waits";
        expect_eq(found, at([(0, 'a'), (3, 'b'), (30, 'c')]), property);
        for never in [Duration::MAX, Duration::MAX - Duration::from_secs(1)] {
            let found = moments(debounce(items(), never)).await;
            let property =
                "with a quiet of Duration::MAX only the end of the source lets an item out";
            expect_eq(found, at([(50, 'c')]), property);
        }
    });
}

pub fn merge_is_sorted() {
    run(async {
        for (a, b) in [
            (vec![1, 3, 5], vec![2, 4, 6]),
            (vec![1, 2, 9], vec![3]),
            (vec![7, 8], vec![1, 2, 3, 9, 10]),
            (vec![], vec![1, 2]),
            (vec![1, 1, 2], vec![]),
            (vec![2, 2, 2], vec![1, 2, 2, 3]),
            (vec![], vec![]),
        ] {
            let mut expected = [a.clone(), b.clone()].concat();
            expected.sort();
            let found: Vec<u8> = merge_sorted(stream::iter(a.clone()), stream::iter(b.clone()))
                .collect()
                .await;
            let property = "all items of both sides come out of merge_sorted, sorted";
            expect_eq(
                found,
                expected,
                format!("{property} (from {a:?} and {b:?})"),
            );
        }
    });
}

pub fn merge_is_stable() {
    run(async {
        for (a, b, expected) in [
            ("1a 1b", "1c 1d", "1a 1b 1c 1d"),
            ("1a 3b 3c", "1d 2e 3f", "1a 1d 2e 3b 3c 3f"),
            ("2a 2b", "1c 2d 2e 3f", "1c 2a 2b 2d 2e 3f"),
        ] {
            let found = words(merge_sorted(keyed(a), keyed(b))).await;
            let property = "of equal items those of the first side come out first, and those of one side in their order";
            expect_eq(found, expected, property);
        }
    });
}

pub fn merge_waits_for_both_sides_at_once() {
    run(async {
        let property = "an item comes out of merge_sorted as soon as both sides have shown their next, and both are waited for at once";
        let a = slow(vec![(10, 1), (10, 4)], 5);
        let b = slow(vec![(10, 2), (10, 3)], 5);
        let found = moments(merge_sorted(a, b)).await;
        expect_eq(found, at([(10, 1), (20, 2), (30, 3), (35, 4)]), property);
        // Nothing comes before the slow side has shown that it has nothing smaller.
        let a = timed(vec![(0, 5), (1, 6)], 2);
        let b = timed(vec![(8, 3), (12, 9)], 40);
        let found = moments(merge_sorted(a, b)).await;
        expect_eq(found, at([(8, 3), (12, 5), (12, 6), (12, 9)]), property);
        // What is left of one side needs nothing of the other.
        let a = timed(vec![(20, 7), (30, 8)], 60);
        let found = moments(merge_sorted(a, stream::iter([1]))).await;
        expect_eq(found, at([(20, 1), (20, 7), (30, 8)]), property);
    });
}

pub fn nothing_happens_unasked() {
    // Where no runtime is.
    let deduplicated = dedup(stream::iter([1, 1]));
    let debounced = debounce(stream::iter([1, 2]), seconds(1));
    let merged = merge_sorted(stream::iter([1, 2]), stream::iter([3]));
    run(async {
        let property = "a stream that was made outside a runtime works inside";
        expect_eq(deduplicated.collect::<Vec<_>>().await, [1], property);
        expect_eq(debounced.collect::<Vec<_>>().await, [2], property);
        expect_eq(merged.collect::<Vec<_>>().await, [1, 2, 3], property);
        let property = "a stream takes nothing from its source before it is polled";
        let (source, watch) = watched(stream::iter(1..90));
        let mut stream = pin!(dedup(source));
        expect_eq(watch.polls.get(), 0, property);
        for number in 1..4 {
            expect_eq(
                stream.next().await,
                Some(number),
                "every new item comes out",
            );
            let property = "dedup takes from its source what it gives, and nothing in advance";
            expect_eq(watch.taken.get(), number, property);
        }
        let (source, watch) = watched(timed(vec![(5, 'a')], 9));
        let waits = debounce(source, seconds(1));
        sleep(seconds(20)).await;
        expect_eq(watch.polls.get(), 0, property);
        drop(waits);
        let ((a, left), (b, right)) = (
            watched(stream::iter((1..90).step_by(2))),
            watched(stream::iter((2..90).step_by(2))),
        );
        let mut stream = pin!(merge_sorted(a, b));
        expect_eq(left.polls.get() + right.polls.get(), 0, property);
        for number in 1..10_usize {
            expect_eq(
                stream.next().await,
                Some(number),
                "all items come out, sorted",
            );
            let property = "merge_sorted holds one item of each side at most";
            expect(left.taken.get() <= number.div_ceil(2) + 1, property);
            expect(right.taken.get() <= number / 2 + 1, property);
        }
    });
}

pub fn an_end_is_an_end() {
    async fn stays_ended<T>(name: &str, stream: impl Stream<Item = T>) {
        let mut stream = pin!(stream);
        while stream.next().await.is_some() {}
        for _ in 0..3 {
            let polled = stream.next().now_or_never();
            let ended = matches!(polled, Some(None));
            expect(
                ended,
                format!("after its end {name} says None, each time it is asked"),
            );
        }
    }
    run(async {
        stays_ended("dedup", dedup(again(&[1, 1, 2]))).await;
        stays_ended("debounce", debounce(again(&[1, 2]), seconds(10))).await;
        let source = timed(vec![(0, 1)], 50);
        stays_ended("debounce", debounce(source, seconds(10))).await;
        stays_ended("merge_sorted", merge_sorted(again(&[1, 3]), again(&[2]))).await;
        stays_ended("merge_sorted", merge_sorted(again(&[]), again(&[1, 2]))).await;
    });
}

/// A stream that begins anew when it is polled after its end, as streams may; not for ever.
fn again(items: &'static [u8]) -> impl Stream<Item = u8> {
    let mut rest = [items, items, items].into_iter().map(|items| items.iter());
    let mut round = rest.next();
    stream::poll_fn(move |_| {
        let item = round.as_mut().and_then(|round| round.next()).copied();
        if item.is_none() {
            round = rest.next();
        }
        std::task::Poll::Ready(item)
    })
}

pub fn an_ended_source_is_left_alone() {
    async fn to_the_end<T>(stream: impl Stream<Item = T>) {
        let mut stream = pin!(stream);
        while stream.next().await.is_some() {}
        for _ in 0..2 {
            drop(stream.next().now_or_never());
        }
    }
    run(async {
        let source = |items: Vec<(u64, u8)>, end| watched(timed(items, end)).0;
        to_the_end(dedup(source(vec![(0, 1), (1, 1), (2, 2)], 3))).await;
        to_the_end(debounce(source(vec![(0, 1), (5, 2)], 7), seconds(10))).await;
        to_the_end(debounce(source(vec![(0, 1)], 70), seconds(10))).await;
        to_the_end(merge_sorted(
            source(vec![(0, 1), (1, 5)], 2),
            source(vec![(3, 2), (9, 7), (12, 8)], 20),
        ))
        .await;
        to_the_end(merge_sorted(
            source(vec![(0, 4)], 30),
            source(vec![(5, 1)], 6),
        ))
        .await;
        to_the_end(merge_sorted(
            source(vec![], 0),
            source(vec![(5, 1), (6, 2)], 7),
        ))
        .await;
    });
}

pub fn only_what_is_needed_is_kept() {
    run(async {
        let live = Live::new();
        let source = |keys: Vec<u32>| {
            let live = live.clone();
            stream::iter(keys).map(move |key| live.item(key))
        };
        let mut stream = Box::pin(dedup(source(vec![1, 1, 2, 3, 3, 3, 4])));
        while let Some(item) = stream.next().await {
            drop(item);
            let property = "dedup keeps the item that it compares with, and no other";
            expect(live.alive() <= 1, property);
        }
        drop(stream);
        let property = "when a stream is dropped, no item is left";
        expect_eq(live.alive(), 0, property);
        let (sender, receiver) = mpsc::channel(9);
        let (made, inner) = (live.clone(), live.clone());
        let mut stream = Box::pin(debounce(
            received(receiver).map(move |key: u32| made.item(key)),
            seconds(10),
        ));
        for key in 0..5 {
            expect(sender.try_send(key).is_ok(), "the source is there");
            let early = stream.next().now_or_never();
            expect(
                early.is_none(),
                "no item comes out of debounce before the silence",
            );
            let property = "debounce keeps the newest item, and no other";
            expect_eq(inner.alive(), 1, property);
        }
        drop(stream);
        expect_eq(live.alive(), 0, property);
        let held = live.clone();
        let many = stream::iter(0..9).map(move |key| Held(held.item(key)));
        let mut stream = Box::pin(merge_sorted(many, stream::pending()));
        let early = stream.next().now_or_never();
        let property = "nothing comes out of merge_sorted before both sides have shown their next";
        expect(early.is_none(), property);
        let property = "merge_sorted holds one item of each side at most";
        expect(live.alive() <= 1, property);
        drop(stream);
        let property = "when a stream is dropped, no item is left";
        expect_eq(live.alive(), 0, property);
    });
}

struct Held(Counted<u32>);

impl Held {
    fn key(&self) -> u32 {
        self.0.value
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for Held {}

impl PartialOrd for Held {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Held {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

/// What comes through a channel.
fn received<T: 'static>(receiver: mpsc::Receiver<T>) -> impl Stream<Item = T> + Unpin {
    stream::unfold(receiver, async |mut receiver| {
        receiver.recv().await.map(|item| (item, receiver))
    })
    .boxed_local()
}

pub fn no_wake_is_missed() {
    let property = "an item that another thread brings is noticed, at whatever moment it comes";
    run_on_two_workers(async {
        let (to_a, from_a) = mpsc::channel(1);
        let (to_b, from_b) = mpsc::channel(1);
        for (sender, items) in [(to_a, [1, 4]), (to_b, [2, 3])] {
            tokio::spawn(async move {
                for item in items {
                    if sender.send(item).await.is_err() {
                        return;
                    }
                }
            });
        }
        let merged = merge_sorted(received(from_a), dedup(received(from_b)));
        let found: Vec<i32> = merged.collect().await;
        expect_eq(found, [1, 2, 3, 4], property);
    });
    run(async {
        let property = "who asks last is woken, also when somebody else has asked before";
        let (sender, receiver) = mpsc::channel(9);
        expect(sender.try_send(1).is_ok(), "the source is there");
        let mut stream = pin!(debounce(received(receiver), seconds(10)));
        let early = stream.next().now_or_never();
        expect(
            early.is_none(),
            "no item comes out of debounce before the silence",
        );
        let found = first_by(seconds(11), stream).await;
        expect_eq(found, Some(1), property);
        let (sender, receiver) = mpsc::channel(9);
        let mut stream = pin!(merge_sorted(received(receiver), stream::iter([5])));
        let early = stream.next().now_or_never();
        let too_early = "nothing comes out of merge_sorted before both sides have shown their next";
        expect(early.is_none(), too_early);
        tokio::spawn(async move {
            sleep(seconds(3)).await;
            expect(sender.try_send(1).is_ok(), "the source is there");
        });
        let found = first_by(seconds(4), stream).await;
        expect_eq(found, Some(1), property);
    });
}

/// The next item, if the stream wakes us for it in this time. Not `timeout`, which asks a last time when it ends.
async fn first_by<T>(limit: Duration, mut stream: impl Stream<Item = T> + Unpin) -> Option<T> {
    tokio::select! {
        biased;
        () = sleep(limit) => None,
        item = stream.next() => item,
    }
}

pub fn waiting_is_sleeping() {
    let property = "a source is polled when something has happened, not again and again";
    run(async {
        let (source, watch) = watched(timed(vec![(0, 1), (900, 2)], 999));
        moments(dedup(source)).await;
        expect(watch.polls.get() <= POLLS, property);
        let (source, watch) = watched(timed(vec![(0, 1), (900, 2)], 999));
        moments(debounce(source, seconds(200))).await;
        expect(watch.polls.get() <= POLLS, property);
        let (source, watch) = watched(timed(vec![(0, 1), (900, 2)], 999));
        moments(merge_sorted(source, timed(vec![(500, 5)], 600))).await;
        expect(watch.polls.get() <= POLLS, property);
    });
}

/// For two items and an end: some polls for each thing that happens on either side.
const POLLS: usize = 24;
